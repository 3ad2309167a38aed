-- Medusa's own columns in the shop's tables.
--
-- What it does: adds nullable columns and indexes. No column of the shop is
-- changed, no row is rewritten, and nothing the storefront reads looks
-- different afterwards. It can be run again at any time.
--
-- How to run it: paste it into Supabase's SQL editor, or `psql -f`.
-- How to undo it: 01-medusa-columns-undo.sql

begin;

-- A live shop must not queue up behind this file: if a table is busy for five
-- seconds, give up without having changed anything, and run it again later.
set local lock_timeout = '5s';

do $$
declare
  wanted record;
  found_type text;
begin
  for wanted in
    select name from unnest(array['products', 'product_variants', 'orders']) as tables (name)
    where to_regclass(format('public.%I', name)) is null
  loop
    raise notice 'There is no table public.%: it is passed over', wanted.name;
  end loop;

  for wanted in
    select * from (values
      -- One row of `products` is a style in Medusa (a product), or, in a shop
      -- that has no `product_variants`, a single sellable thing (a variant).
      ('products', 'medusa_product_id', 'text'),
      ('products', 'medusa_variant_id', 'text'),
      -- Counts up with every stock number that Medusa writes. A late or
      -- repeated write carries an old version and is not taken.
      ('products', 'medusa_stock_version', 'bigint'),
      ('products', 'medusa_synced_at', 'timestamp with time zone'),
      ('product_variants', 'medusa_variant_id', 'text'),
      ('product_variants', 'medusa_stock_version', 'bigint'),
      ('product_variants', 'medusa_synced_at', 'timestamp with time zone'),
      -- What became of an order in Medusa, for the customer's account page.
      ('orders', 'medusa_order_id', 'text'),
      ('orders', 'medusa_status', 'text'),
      ('orders', 'tracking_numbers', 'text[]'),
      ('orders', 'tracking_urls', 'text[]'),
      -- Counts up as the stock's does.
      ('orders', 'medusa_order_version', 'bigint'),
      ('orders', 'medusa_synced_at', 'timestamp with time zone')
    ) as columns (table_name, column_name, type_name)
    where to_regclass(format('public.%I', table_name)) is not null
  loop
    select format_type(atttypid, atttypmod) into found_type
    from pg_attribute
    where attrelid = to_regclass(format('public.%I', wanted.table_name))
      and attname = wanted.column_name
      and not attisdropped;

    if found_type is null then
      execute format('alter table public.%I add column %I %s',
        wanted.table_name, wanted.column_name, wanted.type_name);
      -- The comment is how the undo file knows a column of ours from a
      -- column of the shop that happens to have the same name.
      execute format('comment on column public.%I.%I is %L',
        wanted.table_name, wanted.column_name, 'Written by Medusa');
    elsif found_type <> wanted.type_name then
      raise exception 'public.%.% is there already with type %, but Medusa writes %',
        wanted.table_name, wanted.column_name, found_type, wanted.type_name
        using hint = 'Rename the shop''s column, then run this file again. Nothing was changed.';
    end if;
  end loop;
end
$$;

do $$
declare
  wanted record;
begin
  for wanted in
    select * from (values
      -- Two rows with the same variant would both be written to, and the shop
      -- would sell the same piece twice.
      ('products', 'medusa_variant_id', 'products_medusa_variant_id_key', true),
      ('product_variants', 'medusa_variant_id', 'product_variants_medusa_variant_id_key', true),
      -- How Medusa finds a row. Without these, every stock number it writes
      -- would read the whole table.
      ('products', 'medusa_product_id', 'products_medusa_product_id_idx', false),
      ('product_variants', 'product_id', 'product_variants_medusa_product_idx', false),
      ('orders', 'stripe_payment_intent', 'orders_medusa_payment_intent_idx', false),
      ('orders', 'stripe_session_id', 'orders_medusa_session_idx', false)
    ) as indexes (table_name, column_name, index_name, is_unique)
    where to_regclass(format('public.%I', table_name)) is not null
  loop
    if not exists (
      select from pg_attribute
      where attrelid = to_regclass(format('public.%I', wanted.table_name))
        and attname = wanted.column_name
        and not attisdropped
    ) then
      raise notice 'There is no column public.%.%: its index is passed over',
        wanted.table_name, wanted.column_name;
      continue;
    end if;

    if to_regclass(format('public.%I', wanted.index_name)) is null then
      execute format('create %s index %I on public.%I (%I) where %I is not null',
        case when wanted.is_unique then 'unique' else '' end,
        wanted.index_name, wanted.table_name, wanted.column_name, wanted.column_name);
    end if;
  end loop;
end
$$;

commit;
