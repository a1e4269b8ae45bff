import { AuthService } from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
import { ScaffolderService } from '@backstage/plugin-scaffolder-node';

// The scaffolder writes a heartbeat every second; a task whose process was killed stays "processing" for hours.
const longestSilenceMs = 15_000;

/** Whether a task may still be working. */
export async function isTaskAlive(options: {
  taskId: string;
  scaffolder: ScaffolderService;
  auth: AuthService;
  now?: number;
}): Promise<boolean> {
  const { taskId, scaffolder, auth, now = Date.now() } = options;
  const credentials = await auth.getOwnServiceCredentials();
  try {
    const task = await scaffolder.getTask({ taskId }, { credentials });
    if (task.status === 'open') {
      return true;
    }
    const heartbeat = Date.parse(task.lastHeartbeatAt ?? '');
    return (
      task.status === 'processing' &&
      (Number.isNaN(heartbeat) || now - heartbeat < longestSilenceMs)
    );
  } catch (error) {
    // Tasks are vacuumed after a while; one that is gone does not work any more.
    if (error instanceof ResponseError && error.statusCode === 404) {
      return false;
    }
    throw error;
  }
}
