-- The stand-in of a smaller shop: one table, one row a sellable thing.

begin;

set local client_min_messages = warning;

create table if not exists public.products (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  sku text unique,
  size text,
  color text,
  category text,
  price numeric(10, 2) not null check (price >= 0),
  stripe_price_id text,
  quantity integer not null default 0 check (quantity >= 0),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

alter table public.products enable row level security;

drop policy if exists "Products are visible to everyone" on public.products;
create policy "Products are visible to everyone" on public.products
  for select to anon, authenticated using (true);

grant all on public.products to anon, authenticated, service_role;

commit;
