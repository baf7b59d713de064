import { beforeEach, describe, expect, test } from 'vitest';
import { useDatabase } from '../testing/database.ts';
import { createEmptyWorkspace } from '../testing/empty-workspace.ts';
import { queryAsSuperuser } from '../testing/superuser.ts';

const database = await useDatabase();
const workspace = await createEmptyWorkspace(database);
const db = database.workspace(workspace);
await db.query({ text: 'create table account (owner text primary key, balance int not null)' });

beforeEach(async () => {
  await db.query({ text: 'truncate account' });
  await db.query({ text: "insert into account values ('Ani', 10), ('Giorgi', 10)" });
});

const balances = async () => {
  const rows = await db.query<{ owner: string; balance: number }>({ text: 'select * from account order by owner' });
  return Object.fromEntries(rows.map((row) => [row.owner, row.balance]));
};
const add = (owner: string, amount: number) => ({
  text: 'update account set balance = balance + $2 where owner = $1',
  values: [owner, amount],
});

describe('a transaction', () => {
  test('is all or nothing', async () => {
    const failing = db.transaction(async (tx) => {
      await tx.query(add('Ani', -5));
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await balances()).toEqual({ Ani: 10, Giorgi: 10 });
    await db.transaction(async (tx) => {
      await tx.query(add('Ani', -5));
      await tx.query(add('Giorgi', 5));
    });
    expect(await balances()).toEqual({ Ani: 5, Giorgi: 15 });
  });

  test('inside a transaction is that same one', async () => {
    const failing = db.transaction(async (tx) => {
      await tx.transaction((inner) => inner.query(add('Ani', 1)));
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await balances()).toEqual({ Ani: 10, Giorgi: 10 });
  });

  test('does not pass for committed when a failed statement was swallowed', async () => {
    const swallowing = db.transaction(async (tx) => {
      await tx.query(add('Ani', 1));
      await tx.query({ text: "insert into account values ('Ani', 0)" }).catch(() => undefined);
    });
    await expect(swallowing).rejects.toThrow('not passed on');
    expect(await balances()).toEqual({ Ani: 10, Giorgi: 10 });
  });

  test('refuses statements after its end', async () => {
    const late = await db.transaction(async (tx) => () => tx.query(add('Ani', 1)));
    await expect(late()).rejects.toThrow('has ended');
    expect(await balances()).toEqual({ Ani: 10, Giorgi: 10 });
  });

  test('takes statements issued at once one after another', async () => {
    await db.transaction((tx) => Promise.all(Array.from({ length: 20 }, () => tx.query(add('Ani', 1)))));
    expect(await balances()).toEqual({ Ani: 30, Giorgi: 10 });
  });
});

describe('callbacks after the commit', () => {
  test('run once it is visible to others, and never after a rollback', async () => {
    const seen: unknown[] = [];
    await db.transaction(async (tx) => {
      tx.afterCommit(() => seen.push(balances()));
      await tx.query(add('Ani', 1));
      expect(seen).toEqual([]);
    });
    expect(await seen[0]).toEqual({ Ani: 11, Giorgi: 10 });
    const failing = db.transaction(async (tx) => {
      tx.afterCommit(() => seen.push('never'));
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(seen).toHaveLength(1);
  });

  test('that fail do not undo what was committed', async () => {
    const committed = db.transaction(async (tx) => {
      tx.afterCommit(() => {
        throw new Error('nobody listens');
      });
      await tx.query(add('Ani', 1));
      return 'done';
    });
    await expect(committed).resolves.toBe('done');
  });
});

describe('conflicts', () => {
  test("two transactions in each other's way both succeed, each once", async () => {
    let attempts = 0;
    const meet = barrier(2);
    const move = (from: string, to: string) =>
      db.transaction(async (tx) => {
        attempts++;
        await tx.query(add(from, -1));
        await meet();
        await tx.query(add(to, 1));
      });
    await Promise.all([move('Ani', 'Giorgi'), move('Giorgi', 'Ani')]);
    expect(attempts).toBe(3);
    expect(await balances()).toEqual({ Ani: 10, Giorgi: 10 });
  });

  test('that do not end are told after three retries', async () => {
    await queryAsSuperuser(
      database,
      `create function ${workspace.schema}.conflict() returns void language plpgsql as
        $$ begin raise exception 'again' using errcode = '40001'; end $$;
      grant execute on function ${workspace.schema}.conflict() to public`,
    );
    let attempts = 0;
    const hopeless = db.transaction(async (tx) => {
      attempts++;
      await tx.query({ text: 'select conflict()' });
    });
    await expect(hopeless).rejects.toMatchObject({ code: '40001' });
    expect(attempts).toBe(4);
  });
});

/** Lets the first `count` callers go on together, later ones at once. */
function barrier(count: number): () => Promise<void> {
  let arrived = 0;
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return () => {
    if (++arrived >= count) open();
    return opened;
  };
}
