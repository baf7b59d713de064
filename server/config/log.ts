/** The part of a logger everything outside server/http needs; pino and Fastify's loggers fit it. */
export interface Log {
  info(message: string): void;
  info(details: object, message: string): void;
  warn(message: string): void;
  warn(details: object, message: string): void;
  error(message: string): void;
  error(details: object, message: string): void;
}
