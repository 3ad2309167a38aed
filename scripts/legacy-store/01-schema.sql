-- The stand-in legacy store: the tables of a shop on Supabase before Medusa
-- knows it. They carry no column of Medusa's; those come from scripts/supabase,
-- here as in a real shop.

begin;

set local client_min_messages = warning;

create table if not exists public.products (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  description text,
  category text,
  color text,
  price numeric(10, 2) not null check (price >= 0),
  images text[] not null default '{}',
  stripe_product_id text,
  stripe_price_id text,
  total_inventory integer not null default 0,
  in_stock boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table if not exists public.product_variants (
  id uuid primary key default gen_random_uuid(),
  product_id uuid not null references public.products (id) on delete cascade,
  sku text unique,
  size text,
  color text,
  price numeric(10, 2) not null check (price >= 0),
  stripe_price_id text,
  inventory_quantity integer not null default 0 check (inventory_quantity >= 0),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table if not exists public.orders (
  id uuid primary key default gen_random_uuid(),
  stripe_session_id text,
  stripe_payment_intent text,
  customer_email text,
  customer_name text,
  customer_phone text,
  shipping_address jsonb,
  items jsonb not null default '[]',
  total_amount numeric(10, 2),
  currency text not null default 'usd',
  status text not null default 'pending',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

-- As most shops on Supabase keep `updated_at`: it changes under Medusa's own
-- writes too, and must not get in their way.
create or replace function public.set_updated_at() returns trigger
language plpgsql set search_path = ''
as $$
begin
  new.updated_at := now();
  return new;
end
$$;

create or replace trigger products_set_updated_at
  before update on public.products for each row execute function public.set_updated_at();
create or replace trigger product_variants_set_updated_at
  before update on public.product_variants for each row execute function public.set_updated_at();
create or replace trigger orders_set_updated_at
  before update on public.orders for each row execute function public.set_updated_at();

alter table public.products enable row level security;
alter table public.product_variants enable row level security;
alter table public.orders enable row level security;

drop policy if exists "Products are visible to everyone" on public.products;
create policy "Products are visible to everyone" on public.products
  for select to anon, authenticated using (true);

drop policy if exists "Sizes are visible to everyone" on public.product_variants;
create policy "Sizes are visible to everyone" on public.product_variants
  for select to anon, authenticated using (true);

drop policy if exists "Customers see their own orders" on public.orders;
create policy "Customers see their own orders" on public.orders
  for select to authenticated
  using (customer_email = (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'email'));

grant all on public.products, public.product_variants, public.orders
  to anon, authenticated, service_role;

commit;
