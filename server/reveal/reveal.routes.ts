import { revealValue } from '../../shared/contract/reveal.api.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { reveal } from './reveal.ts';

/** The record's and the field's own rights are looked at, so that it only wants somebody signed in. */
export const revealRoutes: readonly Route[] = [
  defineRoute(revealValue, 'signedIn', (ctx, { body }) => reveal(ctx, body)),
];
