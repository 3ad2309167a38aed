-- Takes back 03-writeback-trigger.sql: edits made in Supabase are no longer
-- reported. The address and the key in medusa_writeback.settings go with it.
-- Secrets in the Vault stay; delete them there:
--
--   delete from vault.secrets
--   where name in ('medusa_url', 'medusa_api_key', 'medusa_signing_secret');

begin;

set local lock_timeout = '5s';
-- What is gone already needs no word.
set local client_min_messages = warning;

do $$
declare
  table_name text;
begin
  foreach table_name in array array['products', 'product_variants'] loop
    if to_regclass(format('public.%I', table_name)) is not null then
      execute format('drop trigger if exists medusa_report_stock_edits on public.%I', table_name);
    end if;
  end loop;
end
$$;

drop function if exists medusa_writeback.report_stock_edits();
drop function if exists medusa_writeback.signature(text, jsonb, text);
drop function if exists medusa_writeback.hmac_sha256(bytea, bytea);
drop function if exists medusa_writeback.is_count(jsonb);
drop function if exists medusa_writeback.setting(text);
drop table if exists medusa_writeback.settings;
drop schema if exists medusa_writeback;

commit;
