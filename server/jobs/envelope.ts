/** What is kept of an enqueued job: the workspace it runs in, and the job's own payload. */
export interface Envelope {
  readonly workspaceId: string;
  readonly payload: unknown;
}
