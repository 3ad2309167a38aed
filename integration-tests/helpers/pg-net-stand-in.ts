import type { ClientBase, Pool } from "pg"

/** A request as pg_net would send it. */
export type SentRequest = {
  url: string
  body: unknown
  /** The body as pg_net puts it on the wire: the text of the jsonb. */
  text: string
  headers: Record<string, string>
}

/** Stands in for the extension pg_net: a `net.http_post` with its signature that writes calls down. */
export async function installPgNetStandIn(
  owner: ClientBase | Pool
): Promise<void> {
  await owner.query(`
    create schema net;
    create table net.sent (id bigint generated always as identity, url text, body jsonb, headers jsonb);
    create function net.http_post(
      url text,
      body jsonb default '{}'::jsonb,
      params jsonb default '{}'::jsonb,
      headers jsonb default '{"Content-Type": "application/json"}'::jsonb,
      timeout_milliseconds integer default 5000
    ) returns bigint language sql
    as $$ insert into net.sent (url, body, headers) values (url, body, headers) returning id $$;
  `)
}

/** The requests since the last call, in their order. */
export async function takeSentRequests(
  owner: ClientBase | Pool
): Promise<SentRequest[]> {
  const { rows } = await owner.query<SentRequest>(
    "with taken as (delete from net.sent returning *) select url, body, body::text as text, headers from taken order by id"
  )
  return rows
}
