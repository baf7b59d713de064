export * from './process.ts';
export * from './processes.api.ts';
