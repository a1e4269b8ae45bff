exports.up = pgm => {
  pgm.createTable('orders', {
    id: { type: 'uuid', primaryKey: true, default: pgm.func('gen_random_uuid()') },
    customer: { type: 'text', notNull: true },
    total: { type: 'numeric(10, 2)', notNull: true },
    placed_at: { type: 'timestamptz', notNull: true, default: pgm.func('now()') },
  });
};

exports.down = pgm => {
  pgm.dropTable('orders');
};
