import { backupCommands } from '../../deployment/backupCommands';
import { Cursor } from '../../repository/yaml/Cursor';
import { labelSelection } from '../selectors';
import { PlatformReaders } from './PlatformReader';

const experiment = {
  read: () => ({
    kind: 'chaos-experiment' as const,
    selects: { by: 'everything' as const },
  }),
};

const chaosMesh = { ...experiment, group: 'chaos-mesh.org' };
const litmus = { ...experiment, group: 'litmuschaos.io' };
const backup = {
  read: () => ({
    kind: 'backup' as const,
    selects: { by: 'everything' as const },
    automated: true,
  }),
};

const percona = {
  read: ({ root }: { root: Cursor }) =>
    ['schedule', 'tasks'].some(
      key => root.get('spec', 'backup', key).items().length > 0,
    )
      ? backup.read()
      : undefined,
};

/** Monitoring, backups and chaos experiments. */
export const operationsReaders: PlatformReaders = {
  ServiceMonitor: {
    group: 'monitoring.coreos.com',
    read: ({ root }) => monitor(root),
  },
  PodMonitor: {
    group: 'monitoring.coreos.com',
    read: ({ root }) => monitor(root),
  },
  PodMonitoring: {
    group: 'monitoring.googleapis.com',
    read: ({ root }) => monitor(root),
  },
  PodChaos: chaosMesh,
  NetworkChaos: chaosMesh,
  StressChaos: chaosMesh,
  IOChaos: chaosMesh,
  HTTPChaos: chaosMesh,
  DNSChaos: chaosMesh,
  TimeChaos: chaosMesh,
  Schedule: {
    read: ({ group }) => {
      if (group === 'velero.io') return backup.read();
      return group === 'chaos-mesh.org' ? experiment.read() : undefined;
    },
  },
  ChaosEngine: litmus,
  ChaosSchedule: litmus,
  Workflow: {
    group: 'chaos-mesh.org',
    read: experiment.read,
  },
  ScheduledBackup: { ...backup, group: 'postgresql.cnpg.io' },
  SnapshotSchedule: backup,
  BackupConfiguration: { ...backup, group: 'stash.appscode.com' },
  Cluster: {
    group: 'postgresql.cnpg.io',
    read: ({ root }) =>
      root.get('spec', 'backup').isMapping ? backup.read() : undefined,
  },
  PostgresCluster: {
    group: 'postgres-operator.crunchydata.com',
    read: ({ root }) =>
      root
        .get('spec', 'backups', 'pgbackrest', 'repos')
        .items()
        .some(repository => repository.get('schedules').keys().length > 0)
        ? backup.read()
        : undefined,
  },
  PerconaPGCluster: percona,
  PerconaXtraDBCluster: percona,
  PerconaServerMongoDB: percona,
  CronJob: {
    group: 'batch',
    read: ({ root, name }) =>
      backsUp(name, root.get('spec', 'jobTemplate', 'spec', 'template', 'spec'))
        ? {
            kind: 'backup',
            selects: { by: 'everything' },
            enabled: root.get('spec', 'suspend').boolean() !== true,
            automated: true,
          }
        : undefined,
  },
};

function monitor(root: Cursor) {
  return {
    kind: 'service-monitor' as const,
    selects: labelSelection(root.get('spec', 'selector')),
  };
}

const dumps =
  /\b(?:pg_dump|pg_dumpall|mysqldump|mongodump|pg_basebackup|wal-g|restic|xtrabackup|redis-cli --rdb)\b/;

/** Images that hold the command line of a cloud. */
const cloudCommands = /\baws-?cli\b|\bcloud-sdk\b|\bgcloud\b|\bazure-cli\b/i;

/** A CronJob is a backup when it runs a tool that makes one, not because of its name alone. */
function backsUp(name: string, pod: Cursor): boolean {
  return pod
    .get('containers')
    .items()
    .some(container => {
      const said = [
        ...container.get('command').texts(),
        ...container.get('args').texts(),
      ].join(' ');
      const image = container.get('image').text() ?? '';
      return (
        dumps.test(said) ||
        backupCommands.test(said) ||
        /(?:backup|wal-g|restic|pg-?dump)/i.test(image) ||
        (/backup/i.test(name) && /backup/i.test(said)) ||
        (cloudCommands.test(image) &&
          /snapshot/i.test(name) &&
          /snapshot/i.test(said))
      );
    });
}
