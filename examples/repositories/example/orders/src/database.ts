import pg from 'pg';

export interface Order {
  id: string;
  customer: string;
  total: number;
}

export interface Database {
  ping(): Promise<void>;
  insert(order: Omit<Order, 'id'>): Promise<Order>;
  find(id: string): Promise<Order | undefined>;
  close(): Promise<void>;
}

export function createDatabase(connectionString: string): Database {
  const pool = new pg.Pool({
    connectionString,
    max: 10,
    connectionTimeoutMillis: 2_000,
    statement_timeout: 3_000,
  });
  return {
    async ping() {
      await pool.query('select 1');
    },
    async insert({ customer, total }) {
      const { rows } = await pool.query<Order>(
        'insert into orders (customer, total) values ($1, $2) returning id, customer, total::float',
        [customer, total],
      );
      return rows[0];
    },
    async find(id) {
      const { rows } = await pool.query<Order>(
        'select id, customer, total::float from orders where id = $1',
        [id],
      );
      return rows[0];
    },
    close: () => pool.end(),
  };
}
