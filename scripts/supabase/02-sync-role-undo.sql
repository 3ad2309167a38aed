-- Takes back 02-sync-role.sql: the policies, the rights, and the role itself.
-- From then on Medusa cannot sign in here. Stop Medusa first, or it keeps
-- trying.

begin;

set local lock_timeout = '5s';

do $$
declare
  table_name text;
begin
  if not exists (select from pg_roles where rolname = 'medusa_sync') then
    raise notice 'There is no role medusa_sync: nothing to take back';
    return;
  end if;

  foreach table_name in array array['products', 'product_variants', 'orders'] loop
    if to_regclass(format('public.%I', table_name)) is not null then
      execute format('drop policy if exists medusa_sync_select on public.%I', table_name);
      execute format('drop policy if exists medusa_sync_update on public.%I', table_name);
      -- Takes the rights on single columns with it.
      execute format('revoke all on public.%I from medusa_sync', table_name);
    end if;
  end loop;
  revoke usage on schema public from medusa_sync;
  execute format('revoke connect on database %I from medusa_sync', current_database());

  begin
    drop role medusa_sync;
  exception when dependent_objects_still_exist then
    -- A role belongs to the whole server. Its rights here are gone either way.
    raise notice 'The role medusa_sync has rights in another database of this server, or rights '
      'that were given by hand; here it has lost those of 02-sync-role.sql, and it stays: %', sqlerrm;
  end;
end
$$;

commit;
