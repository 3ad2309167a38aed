import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261121192050 extends Migration {
  // Without the generator's indexes on deleted_at: these rows are never soft-deleted.

  override async up(): Promise<void> {
    this.addSql(
      `create table if not exists "key_scope" ("api_key_id" text not null, "scope" text check ("scope" in ('staff', 'storefront')) not null, "updated_by" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "key_scope_pkey" primary key ("api_key_id"));`
    )

    this.addSql(
      `create table if not exists "key_usage" ("id" text not null, "api_key_id" text not null, "day" text not null, "calls" integer not null, "refused" integer not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "key_usage_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_key_usage_api_key_id_day" ON "key_usage" ("api_key_id", "day") WHERE deleted_at IS NULL;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "key_scope" cascade;`)

    this.addSql(`drop table if exists "key_usage" cascade;`)
  }
}
