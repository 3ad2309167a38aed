-- Takes back 04-call-outbox.sql. What still waits to be sent to Medusa goes with
-- it, so it stops where there is any: send it, or delete those rows first.

begin;

set local lock_timeout = '5s';
-- What is gone already needs no word.
set local client_min_messages = warning;

do $$
declare
  waiting integer := 0;
begin
  if to_regclass('public.medusa_calls') is not null then
    select count(*) into waiting from public.medusa_calls where state <> 'done';
  end if;
  if waiting > 0 then
    raise exception '% calls to Medusa are not done yet', waiting
      using hint = 'Look at them: select * from medusa_calls where state <> ''done''. '
        'Then delete them, or let the function send them, and run this file again.';
  end if;
end
$$;

drop function if exists public.medusa_calls_put(text, json, integer);
drop function if exists public.medusa_calls_take(integer, integer);
drop function if exists public.medusa_calls_settle(text, integer, text, integer, text, integer);
drop table if exists public.medusa_calls;

commit;
