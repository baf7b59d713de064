import { totalmem } from 'node:os';

const MIB = 1024 * 1024;

/** PostgreSQL's settings for this machine, as `name: value`. Memory is what the container or the machine has, in bytes. */
export function chooseSettings(memory = availableMemory()): Record<string, string> {
  const mebibytes = Math.floor(memory / MIB);
  return {
    ...memorySettings(mebibytes),
    listen_addresses: '',
    unix_socket_permissions: '0700',
    max_connections: '100',
    max_locks_per_transaction: '256',
    random_page_cost: '1.1',
    jit: 'off',
    max_wal_size: '2GB',
    wal_compression: 'on',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    // LOG, FATAL and PANIC only: the text of an ERROR may quote people's data, and the server logs those in its own way.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_checkpoints: 'off',
  };
}

/** What tests give up for speed: everything that would survive a crash of the machine. */
export const temporarySettings: Record<string, string> = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  // Tables filled in the transaction that made them need no log at all.
  wal_level: 'minimal',
  max_wal_senders: '0',
  wal_compression: 'off',
  autovacuum_naptime: '1h',
  shared_buffers: '128MB',
  max_connections: '200',
};

function memorySettings(mebibytes: number): Record<string, string> {
  return {
    shared_buffers: `${clamp(mebibytes / 8, 32, 2048)}MB`,
    effective_cache_size: `${clamp(mebibytes / 2, 128, 65536)}MB`,
    work_mem: `${clamp(mebibytes / 400, 4, 32)}MB`,
    maintenance_work_mem: `${clamp(mebibytes / 16, 32, 512)}MB`,
  };
}

function availableMemory(): number {
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}

function clamp(value: number, least: number, most: number): number {
  return Math.round(Math.min(Math.max(value, least), most));
}
