const gone: ReadonlySet<string | undefined> = new Set(['EPIPE', 'EIO', 'ERR_STREAM_DESTROYED']);

/**
 * What is said to a console that is gone (a closed terminal, `| head`) is lost, and nothing else is: unheard, the error
 * of each such write would be logged, to the same console.
 */
export function outliveConsole(streams: readonly NodeJS.WritableStream[]): void {
  for (const stream of streams) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (!gone.has(error.code)) throw error;
    });
  }
}
