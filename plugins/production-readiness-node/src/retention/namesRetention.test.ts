import { jobNamesRetention, namesRetention } from './namesRetention';

describe('namesRetention', () => {
  it.each([
    'DeleteOldEvidenceFilesJob',
    'SlettGamleVedtaksbrevScheduler',
    'delete_old_status_feed_records',
    'purgeSessions',
    'deleteByCreatedAtBefore',
    'cleanUpOrders',
    'remove-expired-orders',
    'löscheAlteAuftraege',
  ])('takes %s for a deletion of what is too old', name => {
    expect(namesRetention(name)).toBe(true);
  });

  it.each([
    'deleteOrder',
    'removeOldListeners',
    'CleanupCache',
    'purge_queue',
    'trimName',
    'OldOrders',
    'beforeDelivery',
  ])('takes %s for something else', name => {
    expect(namesRetention(name)).toBe(false);
  });

  it('knows the names of jobs', () => {
    expect(jobNamesRetention('orders-cron--sessions-trim')).toBe(true);
    expect(jobNamesRetention('orders-expired-carts')).toBe(true);
    expect(jobNamesRetention('orders-destroy-purgeable')).toBe(true);
    expect(jobNamesRetention('orders-trim-cache')).toBe(false);
    expect(jobNamesRetention('orders-report')).toBe(false);
  });
});
