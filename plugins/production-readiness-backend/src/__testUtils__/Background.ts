import {
  BackendFeature,
  coreServices,
  createBackendModule,
  createServiceFactory,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import {
  NotificationSendOptions,
  notificationService,
} from '@backstage/plugin-notifications-node';

/** What a portal does by itself: its tasks, run when a test says so, and the notifications that they send. */
export class Background {
  readonly sent: NotificationSendOptions[] = [];
  /** Whether the notification service is down. */
  isDown = true;
  private scheduler?: SchedulerService;

  /** To be added to the portal. */
  readonly features: BackendFeature[] = [
    createBackendModule({
      pluginId: 'production-readiness',
      moduleId: 'test-scheduler',
      register: env =>
        env.registerInit({
          deps: { scheduler: coreServices.scheduler },
          init: async ({ scheduler }) => {
            this.scheduler = scheduler;
          },
        }),
    }),
    createServiceFactory({
      service: notificationService,
      deps: {},
      factory: () => ({
        send: async options => {
          if (this.isDown) throw new Error('Nobody listens');
          this.sent.push(options);
        },
      }),
    }),
  ];

  async run(task: string): Promise<void> {
    if (!this.scheduler) throw new Error('The portal has not started');
    await this.scheduler.triggerTask(task);
  }
}
