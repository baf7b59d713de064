import {
  everyone,
  everyoneCreates,
  type MatrixWorld,
  type ModuleAccess,
  onePersons,
  patch,
  post,
  read,
  remove,
} from '../../../server/access/expected-access.factory.ts';

export const access: ModuleAccess = {
  routes: {
    'pipelineReport.get': [everyone, () => read('/reports/pipeline')],
    'activityReport.get': [everyone, () => read('/reports/activity?from=2026-01-01&to=2026-12-31')],
    'activityReport.export': [everyone, () => read('/reports/activity/csv?from=2026-01-01&to=2026-12-31')],
    'ownReports.list': [everyone, () => read('/reports')],
    'ownReports.workOut': [everyone, () => read(`/reports/figures?noun=deal&settings=${JSON.stringify(counted)}`)],
    'ownReports.export': [
      [401, 403, 403, 403, 403, 200, 200, 200],
      () => read(`/reports/file?noun=company&settings=${JSON.stringify(counted)}`),
    ],
    'ownReports.create': [everyoneCreates, ({ next }) => post('/reports', inputOf(next()))],
    'ownReports.get': [onePersons, async (world) => read(`/reports/${await reportOf(world)}`)],
    'ownReports.change': [
      onePersons,
      async (world) => patch(`/reports/${await reportOf(world)}`, { name: { en: world.next() } }),
    ],
    'ownReports.delete': [onePersons, async (world) => remove(`/reports/${await reportOf(world)}`)],
    'ownReports.restore': [
      onePersons,
      async (world) => {
        const id = await reportOf(world);
        await remove(`/reports/${id}`)(world.owner);
        return post(`/reports/${id}/restore`);
      },
    ],
  },
};

const counted = { show: 'figure', measures: [{ op: 'count' }] };
const inputOf = (name: string) => ({ noun: 'deal', name: { en: name }, settings: counted });
const reportOf = ({ create, next }: MatrixWorld) => create('/reports', inputOf(next()));
