-- Takes back 01-medusa-columns.sql: the indexes, and the columns that it added.
-- Run the undo files in the order 03, 02, 01. What Medusa wrote into these
-- columns is lost; stock numbers and everything else of the shop stay.

begin;

set local lock_timeout = '5s';
-- What is gone already needs no word.
set local client_min_messages = warning;

drop index if exists public.products_medusa_variant_id_key;
drop index if exists public.product_variants_medusa_variant_id_key;
drop index if exists public.products_medusa_product_id_idx;
drop index if exists public.product_variants_medusa_product_idx;
drop index if exists public.orders_medusa_payment_intent_idx;
drop index if exists public.orders_medusa_session_idx;

do $$
declare
  ours record;
begin
  -- Only columns that carry the comment of 01-medusa-columns.sql: a column
  -- that the shop had before, under the same name, is not ours to drop.
  for ours in
    select attrelid::regclass as table_name, attname as column_name
    from pg_attribute
    where attrelid in (
        to_regclass('public.products'),
        to_regclass('public.product_variants'),
        to_regclass('public.orders')
      )
      and not attisdropped
      and col_description(attrelid, attnum) = 'Written by Medusa'
  loop
    execute format('alter table %s drop column %I', ours.table_name, ours.column_name);
  end loop;
end
$$;

commit;
