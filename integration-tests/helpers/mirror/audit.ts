import type { Pool } from "pg"

/*
 * Sees every write, whoever makes it. Whatever a row's version was, it may only grow, and no number
 * may change without it: that is all that keeps an old number from winning.
 */
const AUDIT = `
  CREATE TABLE mirror_audit (
    id text, fault text, version_before bigint, version_after bigint,
    quantity_before integer, quantity_after integer, at timestamptz DEFAULT clock_timestamp()
  );
  CREATE FUNCTION audit_mirror() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public AS $audit$
  DECLARE
    id text; before integer; after integer; fault text;
  BEGIN
    IF TG_TABLE_NAME = 'products' THEN
      id := new.medusa_product_id; before := old.total_inventory; after := new.total_inventory;
    ELSE
      id := new.medusa_variant_id; before := old.inventory_quantity; after := new.inventory_quantity;
    END IF;
    fault := CASE
      WHEN old.medusa_stock_version IS NULL AND new.medusa_stock_version IS NULL AND before IS DISTINCT FROM after
        THEN 'a number without a version'
      WHEN old.medusa_stock_version IS NULL THEN NULL
      WHEN new.medusa_stock_version IS NULL THEN 'the version was taken away'
      WHEN new.medusa_stock_version < old.medusa_stock_version THEN 'the version went back'
      WHEN new.medusa_stock_version = old.medusa_stock_version AND before IS DISTINCT FROM after
        THEN 'another number with the same version'
    END;
    IF fault IS NOT NULL THEN
      INSERT INTO mirror_audit VALUES
        (id, fault, old.medusa_stock_version, new.medusa_stock_version, before, after);
    END IF;
    RETURN NULL;
  END
  $audit$;
  CREATE TRIGGER audit_mirror AFTER UPDATE ON products FOR EACH ROW EXECUTE FUNCTION audit_mirror();
  CREATE TRIGGER audit_mirror AFTER UPDATE ON product_variants FOR EACH ROW EXECUTE FUNCTION audit_mirror()`

/** From now on the legacy store keeps what {@link auditedFaults} tells. */
export async function auditMirror(legacy: Pool): Promise<void> {
  await legacy.query(AUDIT)
}

/** Every write that broke a promise. */
export async function auditedFaults(legacy: Pool): Promise<unknown[]> {
  const { rows } = await legacy.query<object>(
    "SELECT * FROM mirror_audit ORDER BY at LIMIT 10"
  )
  return rows
}
