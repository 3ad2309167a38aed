-- Tells Medusa when somebody edits a stock number in Supabase.
--
-- Medusa decides what can be sold and writes the number here. When a person,
-- or another program, changes the number here instead, Medusa has to hear of
-- it, or its next write would put the old number back. This file adds one
-- trigger that sends such edits to `POST /admin/inventory`. It stays silent
-- for what Medusa wrote itself.
--
-- It can never stop, undo or delay a change of the shop: the message is only
-- put in pg_net's queue, and every error on the way becomes a warning. pg_net
-- tries once; a message that is lost shows up as drift when Medusa compares
-- both sides.
--
-- Do not use it while the storefront itself lowers the number at checkout:
-- each sale would be counted twice, once as an edit and once as an order.
--
-- It needs the extension pg_net (Supabase: Database > Extensions). Where that
-- is missing, this file says so and does nothing else.
-- How to run it: after 02-sync-role.sql. Then say where Medusa is, and give a
-- secret API key made in its admin, in Supabase's Vault:
--
--   select vault.create_secret('https://medusa.example.com', 'medusa_url');
--   select vault.create_secret('sk_...', 'medusa_api_key');
--
-- or, on a database without Vault:
--
--   insert into medusa_writeback.settings (name, value) values
--     ('medusa_url', 'https://medusa.example.com'), ('medusa_api_key', 'sk_...')
--   on conflict (name) do update set value = excluded.value;
--
-- Until both are there, nothing is sent. Where Medusa has a
-- STOREFRONT_SIGNING_SECRET, give it too, as medusa_signing_secret: the
-- messages are signed then. How to undo it:
-- 03-writeback-trigger-undo.sql

begin;

set local lock_timeout = '5s';

do $install$
declare
  watched record;
begin
  if not exists (
    select from pg_proc
    where pronamespace = to_regnamespace('net') and proname = 'http_post'
  ) then
    raise notice 'The extension pg_net is not installed here: edits made in this database are not '
      'reported to Medusa, and nothing was changed';
    return;
  end if;

  -- A schema of its own, closed to everyone: Supabase's API serves neither
  -- the settings nor the functions.
  create schema if not exists medusa_writeback;
  revoke all on schema medusa_writeback from public;

  create table if not exists medusa_writeback.settings (
    name text primary key,
    value text not null
  );
  -- Anew each time: an older form of this file knew fewer names.
  alter table medusa_writeback.settings drop constraint if exists settings_name_check;
  alter table medusa_writeback.settings add constraint settings_name_check
    check (name in ('medusa_url', 'medusa_api_key', 'medusa_signing_secret'));
  alter table medusa_writeback.settings enable row level security;
  revoke all on medusa_writeback.settings from public;

  -- The Vault first; the table where there is no Vault.
  create or replace function medusa_writeback.setting(wanted text) returns text
  language plpgsql stable security definer set search_path = ''
  as $function$
  declare
    found_value text;
  begin
    if to_regclass('vault.decrypted_secrets') is not null then
      execute 'select decrypted_secret from vault.decrypted_secrets where name = $1 limit 1'
        into found_value using wanted;
    end if;
    if found_value is null then
      select value into found_value from medusa_writeback.settings where name = wanted;
    end if;
    return nullif(btrim(found_value), '');
  end
  $function$;
  revoke all on function medusa_writeback.setting(text) from public;

  -- Medusa counts whole pieces; one number that is none must not spoil the
  -- message that the others are in.
  create or replace function medusa_writeback.is_count(value jsonb) returns boolean
  language sql immutable set search_path = ''
  as $function$
    select case when jsonb_typeof(value) = 'number'
      then value::numeric % 1 = 0 and abs(value::numeric) < 2147483648
      else false end
  $function$;
  revoke all on function medusa_writeback.is_count(jsonb) from public;

  -- HMAC-SHA256 in hexadecimal (RFC 2104), with what PostgreSQL itself has:
  -- not every database has pgcrypto, or has it in the same schema.
  create or replace function medusa_writeback.hmac_sha256(message bytea, secret bytea) returns text
  language plpgsql immutable set search_path = ''
  as $function$
  declare
    padded bytea := case when length(secret) > 64 then sha256(secret) else secret end;
    inner_key bytea;
    outer_key bytea;
  begin
    padded := padded || decode(repeat('00', 64 - length(padded)), 'hex');
    inner_key := padded;
    outer_key := padded;
    for position in 0..63 loop
      inner_key := set_byte(inner_key, position, get_byte(padded, position) # 54);
      outer_key := set_byte(outer_key, position, get_byte(padded, position) # 92);
    end loop;
    return encode(sha256(outer_key || sha256(inner_key || message)), 'hex');
  end
  $function$;
  revoke all on function medusa_writeback.hmac_sha256(bytea, bytea) from public;

  -- The header's value for a message to an address. pg_net sends the text of
  -- the jsonb, so that text is what is signed.
  create or replace function medusa_writeback.signature(address text, message jsonb, secret text)
  returns text language sql stable set search_path = ''
  as $function$
    select 't=' || now.seconds || ',v1=' || medusa_writeback.hmac_sha256(
      convert_to(now.seconds || '.POST.' || regexp_replace(address, '^https?://[^/]+', '')
        || '.' || message, 'UTF8'),
      convert_to(secret, 'UTF8'))
    from (select floor(extract(epoch from clock_timestamp()))::bigint::text as seconds) as now
  $function$;
  revoke all on function medusa_writeback.signature(text, jsonb, text) from public;

  -- SECURITY DEFINER, because whoever edits a stock number may read neither
  -- the key nor pg_net's queue. Runs once a statement, so that an import of
  -- 2,000 rows is a few messages and not 2,000.
  -- Its argument is the column with the stock number.
  create or replace function medusa_writeback.report_stock_edits() returns trigger
  language plpgsql security definer set search_path = ''
  as $function$
  declare
    medusa_url text;
    medusa_api_key text;
    medusa_signing_secret text;
    address text;
    message jsonb;
  begin
    medusa_url := medusa_writeback.setting('medusa_url');
    medusa_api_key := medusa_writeback.setting('medusa_api_key');
    if medusa_url is null or medusa_api_key is null then
      return null;
    end if;
    -- The key must not cross a network in the clear.
    if medusa_url !~ '^https://' and medusa_url !~ '^http://(localhost|127\.0\.0\.1)(:\d+)?(/|$)' then
      raise warning 'medusa_url does not begin with https://: the edit is not reported to Medusa';
      return null;
    end if;

    medusa_signing_secret := medusa_writeback.setting('medusa_signing_secret');
    address := rtrim(medusa_url, '/') || '/admin/inventory';

    for message in
      with edits as (
        select to_jsonb(after_row) as edit,
          to_jsonb(after_row) -> tg_argv[0] as quantity,
          to_jsonb(before_row) -> tg_argv[0] as previous_quantity,
          -- The last number of Medusa's that the editor can have seen.
          before_row.medusa_stock_version as version,
          row_number() over () as position
        from before_rows as before_row
        join after_rows as after_row on after_row.id = before_row.id
        where (to_jsonb(after_row) -> tg_argv[0]) is distinct from (to_jsonb(before_row) -> tg_argv[0])
          -- Medusa counts the version up with each number that it writes,
          -- whichever role it is signed in as. A person does not.
          -- (An upload that brings back an old version is not Medusa either.)
          and not coalesce(
            after_row.medusa_stock_version > coalesce(before_row.medusa_stock_version, -1), false)
      ),
      reports as (
        select position, jsonb_strip_nulls(jsonb_build_object(
          'variant_id', edit -> 'medusa_variant_id',
          -- A row that is not linked to Medusa yet may still be known by its SKU.
          'sku', case when edit ->> 'medusa_variant_id' is null then edit -> 'sku' end,
          'quantity', quantity,
          -- What was there before: the difference is what counts, whatever
          -- else is sold or edited until Medusa hears of it.
          'previous_quantity', case when medusa_writeback.is_count(previous_quantity)
            then previous_quantity end,
          'version', version,
          -- A message that arrives twice counts once.
          'edit_id', gen_random_uuid()
        )) as report
        from edits
        where medusa_writeback.is_count(quantity)
          and coalesce(edit ->> 'medusa_variant_id', edit ->> 'sku') is not null
      )
      select jsonb_agg(report order by position)
      from reports
      group by (position - 1) / 200
    loop
      message := case jsonb_array_length(message) when 1 then message -> 0 else message end;
      perform net.http_post(
        url := address,
        body := message,
        headers := jsonb_strip_nulls(jsonb_build_object(
          'Content-Type', 'application/json',
          'Authorization', 'Bearer ' || medusa_api_key,
          'X-Storefront-Signature', case when medusa_signing_secret is not null
            then medusa_writeback.signature(address, message, medusa_signing_secret) end
        )),
        timeout_milliseconds := 10000
      );
    end loop;
    return null;
  exception when others then
    -- A report to Medusa is never worth a failed change in the shop.
    raise warning 'The edit is not reported to Medusa: %', sqlerrm;
    return null;
  end
  $function$;
  revoke all on function medusa_writeback.report_stock_edits() from public;

  -- In a shop with `product_variants`, `products` holds only sums, and a sum
  -- does not say which size was meant. So one table is watched, not both.
  select table_name, column_name into watched
  from (values (1, 'product_variants', 'inventory_quantity'), (2, 'products', 'quantity'))
    as candidates (preference, table_name, column_name)
  where (
    select count(*) from pg_attribute
    where attrelid = to_regclass(format('public.%I', table_name))
      and attname in ('id', column_name, 'medusa_variant_id', 'medusa_stock_version')
      and not attisdropped
  ) = 4
  order by preference
  limit 1;

  if watched is null then
    raise exception 'There is no table with stock numbers that Medusa is linked to'
      using hint = 'Run 01-medusa-columns.sql first.';
  end if;

  -- The condition is looked at with the rights of whoever made the change: it
  -- keeps the trigger from running at all for Medusa's own writes.
  execute format($trigger$
    create or replace trigger medusa_report_stock_edits
      after update on public.%I
      referencing old table as before_rows new table as after_rows
      for each statement
      when (current_user <> 'medusa_sync')
      execute function medusa_writeback.report_stock_edits(%L)
  $trigger$, watched.table_name, watched.column_name);
end
$install$;

commit;
