import type { Plugin, Rolldown } from 'vite';

type Chunks = ReadonlyMap<string, Rolldown.OutputChunk>;

/**
 * Refuses a build in which files wait for one another in a circle. Whichever of them a page asks for first is run before what it
 * needs is there: whether that page comes up depends on what was loaded before it.
 */
export function refuseCircles(): Plugin {
  return {
    name: 'refuse-circles',
    apply: 'build',
    generateBundle(_options, bundle) {
      const chunks: Chunks = new Map(
        Object.values(bundle).flatMap((one) => (one.type === 'chunk' ? [[one.fileName, one] as const] : [])),
      );
      const circle = findCircle(new Map([...chunks].map(([name, { imports }]) => [name, imports])));
      if (!circle) return;
      const importedBy = (id: string) => this.getModuleInfo(id)?.importedIds ?? [];
      this.error(`Files wait for one another in a circle:\n${describe(circle, chunks, importedBy).join('\n')}`);
    },
  };
}

/** The first circle found, as the names on it, the first one once; null without one. Exported for the tests. */
export function findCircle(imports: ReadonlyMap<string, readonly string[]>): readonly string[] | null {
  const done = new Set<string>();
  const look = (name: string, way: readonly string[]): readonly string[] | null => {
    if (way.includes(name)) return way.slice(way.indexOf(name));
    if (done.has(name)) return null;
    for (const next of imports.get(name) ?? []) {
      const circle = look(next, [...way, name]);
      if (circle) return circle;
    }
    done.add(name);
    return null;
  };
  for (const name of imports.keys()) {
    const circle = look(name, []);
    if (circle) return circle;
  }
  return null;
}

/** For each step of the circle the modules that make it. */
function describe(circle: readonly string[], chunks: Chunks, importedBy: (id: string) => readonly string[]): string[] {
  return circle.map((name, place) => {
    const next = circle[(place + 1) % circle.length] ?? name;
    const wanted = new Set(chunks.get(next)?.moduleIds);
    const steps = (chunks.get(name)?.moduleIds ?? []).flatMap((id) =>
      importedBy(id).flatMap((to) => (wanted.has(to) ? [`    ${id} imports ${to}`] : [])),
    );
    return [`  ${name} → ${next}`, ...steps].join('\n');
  });
}
