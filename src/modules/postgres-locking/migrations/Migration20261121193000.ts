import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261121193000 extends Migration {
  // Not logged: after a crash of the database nobody holds a lock anyway, and a lock is written far
  // more often than anything else.
  override async up(): Promise<void> {
    this.addSql(
      `create unlogged table if not exists "storefront_lock" ("key" text not null, "owner" text not null, "held_until" timestamptz not null, constraint "storefront_lock_pkey" primary key ("key"));`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "storefront_lock";`)
  }
}
