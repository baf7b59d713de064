import {
  everyOwner,
  type MatrixWorld,
  type ModuleAccess,
  ownersOnly,
  post,
  put,
  read,
} from '../../../server/access/expected-access.factory.ts';
import { defaultOversight } from '../../../shared/contract/oversight-settings.ts';

const member = ({ seller }: MatrixWorld) => seller;

export const access: ModuleAccess = {
  routes: {
    'oversight.audit': [everyOwner, () => read('/oversight/audit')],
    'oversight.auditFile': [everyOwner, () => read('/oversight/audit/file')],
    'oversight.settings': [everyOwner, () => read('/oversight/settings')],
    'oversight.setSettings': [everyOwner, () => put('/oversight/settings', defaultOversight)],
    'oversight.alarms': [everyOwner, () => read('/oversight/alarms')],
    'oversight.release': [everyOwner, (world) => post(`/oversight/members/${member(world)}/release`)],
    'oversight.report': [ownersOnly, (world) => read(`/oversight/members/${member(world)}/report`)],
    'oversight.reportFile': [ownersOnly, (world) => read(`/oversight/members/${member(world)}/report/file`)],
    'oversight.head': [everyOwner, () => read('/oversight/head')],
    'oversight.backups': [everyOwner, () => read('/oversight/backups')],
    'oversight.print': [[401, 403, 403, 403, 403, 200, 200, 200], () => post('/prints', { plural: 'companies' })],
  },
};
