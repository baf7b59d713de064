// What a run of Vitest came to, as a file: how many tests passed, and of those that did not what a person needs to mend them.
import { writeFileSync } from 'node:fs';
import path from 'node:path';

/** A reporter for Vitest's `--reporter`; the file's name is taken from TEST_SUMMARY. */
export default class TestReporter {
  onTestRunEnd(modules, unhandled) {
    const cases = modules.flatMap((module) => [...module.children.allTests()]);
    const failed = [
      ...cases
        .filter((test) => test.result().state === 'failed')
        .map((test) => describe(nameTest(test), test.result())),
      ...modules
        .flatMap((module) => [module, ...module.children.allSuites()])
        .filter((module) => module.errors().length > 0)
        .map((module) => describe(nameFile(module.module ?? module), { errors: module.errors() })),
      ...unhandled.map((error) => describe('outside the tests', { errors: [error] })),
    ];
    const summary = {
      passed: cases.filter((test) => test.result().state === 'passed').length,
      skipped: cases.filter((test) => test.result().state === 'skipped').length,
      failed,
      repeated: cases
        .filter((test) => test.diagnostic()?.flaky)
        .map((test) => describe(nameTest(test), { errors: test.result().errors ?? [] })),
    };
    writeFileSync(process.env.TEST_SUMMARY, JSON.stringify(summary));
  }
}

const nameFile = (module) => path.relative(process.cwd(), module.moduleId);
const nameTest = (test) => `${nameFile(test.module)} > ${test.fullName}`;

/** A failure in a few lines: where, what was said, what was wanted, and the first place in our own files. */
function describe(name, { errors }) {
  const [error = ''] = errors;
  const place = error.stacks?.find(({ file }) => !file.includes('node_modules'));
  const lines = [
    name,
    ...String(error.message ?? error)
      .split('\n')
      .slice(0, 6),
    ...(error.diff ? error.diff.split('\n').slice(0, 30) : []),
    ...(place ? [`at ${path.relative(process.cwd(), place.file)}:${place.line}`] : []),
  ];
  return lines.map((line) => line.slice(0, 300)).join('\n  ');
}
