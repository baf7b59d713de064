import { z } from 'zod';
import { defineEndpoint } from '../../../shared/contract/endpoint.ts';
import { recordSchema } from '../../../shared/contract/field-schemas.ts';
import { idInput } from '../../../shared/contract/value-schemas.ts';
import { lead } from './lead.object.ts';

const params = z.strictObject({ id: idInput });

/** A new record's values by field, as its own endpoint takes them: what is given here goes before what the lead says. */
const values = z.record(z.string(), z.unknown());
/** A record that is there, one to be made, or none. */
const target = z.union([z.strictObject({ id: idInput }), z.strictObject({ create: values }), z.null()]);
const conversion = z.strictObject({
  company: target,
  person: target,
  deal: z.union([z.strictObject({ create: values }), z.null()]),
});
export type Conversion = z.output<typeof conversion>;
export type ConversionTarget = z.output<typeof target>;

const match = z.strictObject({ id: z.guid(), label: z.string() });
const proposal = z.strictObject({
  /** What a new record would hold; null where the lead says too little for one. */
  create: values.nullable(),
  /** Records that look like the same, the likeliest first; the actor may read them. */
  matches: z.array(match),
});
const conversionProposal = z.strictObject({ company: proposal, person: proposal, deal: proposal });
export type ConversionProposal = z.output<typeof conversionProposal>;
export type TargetProposal = z.output<typeof proposal>;

export const getConversion = defineEndpoint({
  name: 'leads.conversion',
  summary: 'What a lead would become, and who like that is there already',
  method: 'GET',
  path: '/leads/{id}/conversion',
  params,
  response: conversionProposal,
  errors: ['notFound'],
});

export const convertLead = defineEndpoint({
  name: 'leads.convert',
  summary: 'Makes a company, a person and a deal of a lead, with everything done about it',
  method: 'POST',
  path: '/leads/{id}/conversion',
  params,
  body: conversion,
  response: recordSchema(lead),
  errors: ['notFound', 'leadConverted', 'conversionEmpty'],
});

const undone = z.strictObject({
  /** What was made of the lead and is left, because something else happened to it since or the caller may not delete it. */
  stays: z.array(
    z.strictObject({
      noun: z.enum(['company', 'person', 'deal']),
      id: z.guid(),
      because: z.enum(['changed', 'used', 'forbidden']),
    }),
  ),
});
export type UndoneConversion = z.output<typeof undone>;

export const undoLeadConversion = defineEndpoint({
  name: 'leads.undoConversion',
  summary:
    'Takes a conversion back: the lead is what it was, what was made of it goes to the bin unless something else happened to it',
  method: 'DELETE',
  path: '/leads/{id}/conversion',
  params,
  response: undone,
  errors: ['notFound', 'leadNotConverted'],
});
