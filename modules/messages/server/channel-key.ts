/** A key in the address of a channel's door: it names its workspace and its channel, and is no secret. */
export function keyOf(workspace: string, channel: string): string {
  return `${shortOf(workspace)}.${shortOf(channel)}`;
}

/** What a key leads to; null for what is none. `isScript` where a script is asked for and not a page. */
export function readKey(key: string): { workspace: string; channel: string; isScript: boolean } | null {
  const [, workspace = '', channel = '', script] = /^([\w-]{22})\.([\w-]{22})(\.js)?$/.exec(key) ?? [];
  const [first, second] = [workspace, channel].map(idOf);
  return first && second ? { workspace: first, channel: second, isScript: script !== undefined } : null;
}

const shortOf = (id: string): string => Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url');

function idOf(short: string): string | null {
  const hex = Buffer.from(short, 'base64url').toString('hex');
  return hex.length === 32 ? hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') : null;
}
