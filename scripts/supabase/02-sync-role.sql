-- The role that Medusa signs in with: medusa_sync.
--
-- It may read what it needs to find a row, and write the columns that are its
-- own. It cannot read a customer's name or address, add or delete rows, or
-- change a table. Whoever steals its password can make stock numbers wrong,
-- and nothing worse.
--
-- How to run it: after 01-medusa-columns.sql; paste it into Supabase's SQL
-- editor, or `psql -f`. It can be run again, and should be after a column was
-- added or row level security was switched on.
-- It contains no password, so it can be kept and shared. Set one afterwards:
--
--   alter role medusa_sync with password 'a long random text';
--
-- and give Medusa the connection string with that role and password as
-- SUPABASE_DB_URL. Without a password nobody can sign in as this role.
-- How to undo it: 02-sync-role-undo.sql

begin;

set local lock_timeout = '5s';

do $$
begin
  if not exists (select from pg_roles where rolname = 'medusa_sync') then
    create role medusa_sync with nocreatedb nocreaterole noinherit;
  end if;
  alter role medusa_sync with login;

  -- Everything below counts for nothing if the role can go around it.
  if exists (
    select from pg_roles
    where rolname = 'medusa_sync'
      and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)
  ) then
    raise exception 'The role medusa_sync has rights that go around this file'
      using hint = 'Take SUPERUSER, BYPASSRLS, CREATEROLE, CREATEDB and REPLICATION from it, '
        'or drop it, then run this file again.';
  end if;
  if exists (
    select from pg_auth_members
    where member = (select oid from pg_roles where rolname = 'medusa_sync')
  ) then
    raise exception 'The role medusa_sync is a member of another role, and has its rights too'
      using hint = 'Revoke that membership, then run this file again.';
  end if;
end
$$;

-- A Medusa that hangs or loses its network must not keep rows locked that the
-- shop wants to write.
alter role medusa_sync set idle_in_transaction_session_timeout = '60s';

do $$
begin
  execute format('grant connect on database %I to medusa_sync', current_database());
end
$$;
grant usage on schema public to medusa_sync;

do $$
declare
  rule record;
  columns text;
begin
  -- Rights that an older form of this file gave, or that were given by hand,
  -- do not stay behind.
  for rule in
    select to_regclass(format('public.%I', name)) as table_name
    from unnest(array['products', 'product_variants', 'orders']) as tables (name)
    where to_regclass(format('public.%I', name)) is not null
  loop
    execute format('revoke all on %s from medusa_sync', rule.table_name);
  end loop;

  for rule in
    select * from (values
      -- Reading: how a row is found and compared. The columns that name a
      -- style or a size are there so that rows can be linked to Medusa.
      ('products', 'select', array[
        'id', 'name', 'sku', 'size', 'color', 'stripe_price_id',
        'quantity', 'total_inventory', 'in_stock',
        'medusa_product_id', 'medusa_variant_id', 'medusa_stock_version', 'medusa_synced_at'
      ]),
      ('product_variants', 'select', array[
        'id', 'product_id', 'sku', 'size', 'color', 'stripe_price_id', 'inventory_quantity',
        'medusa_variant_id', 'medusa_stock_version', 'medusa_synced_at'
      ]),
      -- No column of a person: an order is found by its payment alone.
      ('orders', 'select', array[
        'id', 'stripe_payment_intent', 'stripe_session_id',
        'medusa_order_id', 'medusa_status', 'tracking_numbers', 'tracking_urls',
        'medusa_order_version', 'medusa_synced_at'
      ]),
      -- Writing: the stock numbers, and what 01-medusa-columns.sql added.
      ('products', 'update', array[
        'quantity', 'total_inventory', 'in_stock',
        'medusa_product_id', 'medusa_variant_id', 'medusa_stock_version', 'medusa_synced_at'
      ]),
      ('product_variants', 'update', array[
        'inventory_quantity', 'medusa_variant_id', 'medusa_stock_version', 'medusa_synced_at'
      ]),
      ('orders', 'update', array[
        'medusa_order_id', 'medusa_status', 'tracking_numbers', 'tracking_urls',
        'medusa_order_version', 'medusa_synced_at'
      ])
    ) as rules (table_name, privilege, wanted_columns)
  loop
    -- A shop does not have every column of the lists: the small one has no
    -- `product_variants`, and not every shop has `in_stock`.
    select string_agg(format('%I', attname), ', ') into columns
    from pg_attribute
    where attrelid = to_regclass(format('public.%I', rule.table_name))
      and attname = any (rule.wanted_columns)
      and not attisdropped;

    if columns is null then
      if rule.privilege = 'select' then
        raise notice 'There is no table public.%: it is passed over', rule.table_name;
      end if;
      continue;
    end if;

    execute format('grant %s (%s) on public.%I to medusa_sync', rule.privilege, columns, rule.table_name);

    -- With row level security on, a right to a table is a right to no row of
    -- it. An UPDATE would then touch nothing, and report no error.
    if not exists (
      select from pg_policies
      where schemaname = 'public'
        and tablename = rule.table_name
        and policyname = 'medusa_sync_' || rule.privilege
    ) then
      execute format('create policy %I on public.%I for %s to medusa_sync using (true)',
        'medusa_sync_' || rule.privilege, rule.table_name, rule.privilege);
    end if;
  end loop;
end
$$;

-- What everybody may do on this database, medusa_sync may do too. This file
-- cannot take that away without breaking the shop, so it says it.
do $$
declare
  rule record;
begin
  for rule in
    select name, privilege
    from unnest(array['products', 'product_variants', 'orders']) as tables (name),
      unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) as privileges (privilege)
    where to_regclass(format('public.%I', name)) is not null
      and has_table_privilege('medusa_sync', to_regclass(format('public.%I', name)), privilege)
  loop
    raise warning 'Everybody on this database, and so medusa_sync, may % in public.%. Consider: '
      'revoke % on public.% from public', rule.privilege, rule.name, lower(rule.privilege), rule.name;
  end loop;
  if has_schema_privilege('medusa_sync', 'public', 'CREATE') then
    raise warning 'Everybody on this database, and so medusa_sync, may create tables in the '
      'schema public. Consider: revoke create on schema public from public';
  end if;
end
$$;

commit;
