/** What a link that was sent carries behind its `#`, where it reaches no server's log. */
export function tokenOfLink(): string {
  return window.location.hash.slice(1);
}
