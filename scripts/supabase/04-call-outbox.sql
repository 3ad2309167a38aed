-- Keeps what the shop's webhook has to tell Medusa until Medusa has taken it.
--
-- The function in functions/medusa-orders writes each call to
-- `POST /admin/orders` down here before it makes it, and marks it once it is
-- answered. So nothing is lost while Medusa is out, or when the function is
-- ended in the middle: what waits is sent again later, and what Medusa refused
-- stays for a person to look at.
--
-- It adds one table and three functions, for the role service_role alone: the
-- calls hold e-mail addresses. Once a call is done its body is removed, and the
-- row 30 days later.
-- How to run it: any time; it needs none of the other files. How to undo it:
-- 04-call-outbox-undo.sql

begin;

set local lock_timeout = '5s';

create table if not exists public.medusa_calls (
  -- The PaymentIntent's id, or the Checkout Session's where there is none.
  payment text primary key check (length(payment) between 1 and 255),
  -- What POST /admin/orders is sent; none once it is done. json and not jsonb:
  -- sent again it is the same text, and has the same Idempotency-Key.
  body json,
  -- waiting: to be sent · done: Medusa has it · refused: a person has to look
  state text not null default 'waiting' check (state in ('waiting', 'done', 'refused')),
  tries integer not null default 0,
  next_try_at timestamptz not null default now(),
  -- Somebody is at it until then.
  taken_until timestamptz,
  -- What came of the last try: an HTTP status, or none where there was no answer.
  last_status integer,
  last_error text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (state = 'done' or body is not null)
);

create index if not exists medusa_calls_waiting_idx
  on public.medusa_calls (next_try_at) where state = 'waiting';

alter table public.medusa_calls enable row level security;

-- Writes a call down and takes it, so that nobody else makes it meanwhile.
-- Returns its number of tries where it is to be made now; null where it is done
-- already, or somebody else is at it. One that was refused is made again: it is
-- told of anew.
create or replace function public.medusa_calls_put(
  call_payment text, call_body json, lease_seconds integer
) returns integer
language sql security invoker set search_path = ''
as $function$
  insert into public.medusa_calls as call (payment, body, tries, taken_until)
  values (call_payment, call_body, 1, now() + make_interval(secs => lease_seconds))
  on conflict (payment) do update
  set body = excluded.body, state = 'waiting', tries = call.tries + 1,
      taken_until = excluded.taken_until, updated_at = now()
  where call.state <> 'done' and (call.taken_until is null or call.taken_until < now())
  returning tries
$function$;

-- Takes calls that are due, the one that is due longest first.
create or replace function public.medusa_calls_take(
  at_most integer, lease_seconds integer
) returns table (payment text, body json, tries integer)
language sql security invoker set search_path = ''
as $function$
  delete from public.medusa_calls
  where state = 'done' and updated_at < now() - interval '30 days';

  update public.medusa_calls as call
  set tries = call.tries + 1, updated_at = now(),
      taken_until = now() + make_interval(secs => lease_seconds)
  where call.payment in (
    select due.payment from public.medusa_calls as due
    where due.state = 'waiting' and due.next_try_at <= now()
      and (due.taken_until is null or due.taken_until < now())
    order by due.next_try_at
    limit at_most
    for update skip locked
  )
  returning call.payment, call.body, call.tries;
$function$;

-- Notes what came of a try. One that took too long, so that somebody else has
-- taken the call since, changes nothing.
create or replace function public.medusa_calls_settle(
  call_payment text, call_tries integer, outcome text, status integer, error text,
  wait_seconds integer
) returns boolean
language sql security invoker set search_path = ''
as $function$
  with settled as (
    update public.medusa_calls as call
    set state = outcome,
        body = case when outcome = 'done' then null else call.body end,
        taken_until = null,
        next_try_at = now() + make_interval(secs => wait_seconds),
        last_status = status,
        last_error = left(error, 500),
        updated_at = now()
    where call.payment = call_payment and call.tries = call_tries and call.state = 'waiting'
    returning 1
  )
  select exists (select from settled)
$function$;

-- Supabase gives its roles rights to everything new in `public`; here only
-- service_role is to have any.
do $$
declare
  taker text;
begin
  foreach taker in array array['public', 'anon', 'authenticated', 'service_role'] loop
    if taker = 'public' or to_regrole(taker) is not null then
      execute format('revoke all on public.medusa_calls from %s', taker);
      execute format('revoke all on function public.medusa_calls_put(text, json, integer), '
        'public.medusa_calls_take(integer, integer), '
        'public.medusa_calls_settle(text, integer, text, integer, text, integer) from %s', taker);
    end if;
  end loop;
  if to_regrole('service_role') is not null then
    grant select, insert, update, delete on public.medusa_calls to service_role;
    grant execute on function public.medusa_calls_put(text, json, integer),
      public.medusa_calls_take(integer, integer),
      public.medusa_calls_settle(text, integer, text, integer, text, integer) to service_role;
  end if;
end
$$;

commit;
