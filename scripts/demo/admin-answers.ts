import { z } from "@medusajs/framework/zod"

export const paymentSchema = z.object({
  payment: z.object({
    state: z.enum(["open", "imported", "held"]),
    order_id: z.string().nullable(),
    imported_at: z.coerce.date().nullable(),
    issues: z.array(z.object({ message: z.string() })),
    events: z.array(
      z.object({
        type: z.string(),
        state: z.string(),
        received_at: z.coerce.date(),
        finished_at: z.coerce.date().nullable(),
        outcome_code: z.string().nullable(),
      })
    ),
  }),
})

export const orderSchema = z.object({
  order: z.object({
    id: z.string(),
    display_id: z.number(),
    currency_code: z.string(),
    total: z.number(),
    item_subtotal: z.number(),
    shipping_subtotal: z.number(),
    discount_subtotal: z.number(),
    tax_total: z.number(),
    payment_status: z.string(),
    items: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        quantity: z.number(),
        subtotal: z.number(),
        variant_sku: z.string().nullable(),
      })
    ),
    shipping_methods: z.array(z.object({ name: z.string() })),
    payment_collections: z.array(
      z.object({
        refunded_amount: z.number(),
        payments: z.array(z.object({ id: z.string() })),
      })
    ),
  }),
})

/** What an order is asked for; as `orderSchema` has it. */
export const ORDER_FIELDS = [
  "display_id",
  "currency_code",
  "total",
  "item_subtotal",
  "shipping_subtotal",
  "discount_subtotal",
  "tax_total",
  "payment_status",
  "items.id",
  "items.title",
  "items.quantity",
  "items.subtotal",
  "items.variant_sku",
  "shipping_methods.name",
  "payment_collections.refunded_amount",
  "payment_collections.payments.id",
].join(",")

/** What a variant is asked for; as `variantsSchema` has it. */
export const STOCK_FIELDS = [
  "id",
  "sku",
  "inventory_items.inventory.location_levels.stocked_quantity",
  "inventory_items.inventory.location_levels.reserved_quantity",
].join(",")

export const variantsSchema = z.object({
  variants: z.array(
    z.object({
      id: z.string(),
      sku: z.string(),
      inventory_items: z.array(
        z.object({
          inventory: z.object({
            location_levels: z.array(
              z.object({
                stocked_quantity: z.number(),
                reserved_quantity: z.number(),
              })
            ),
          }),
        })
      ),
    })
  ),
})

export const reservationsSchema = z.object({
  reservations: z.array(
    z.object({ quantity: z.number(), created_at: z.coerce.date() })
  ),
})

export type LedgerPayment = z.infer<typeof paymentSchema>["payment"]
/** Amounts in major units, as Medusa keeps them. */
export type AdminOrder = z.infer<typeof orderSchema>["order"]
export type Reservation = z.infer<
  typeof reservationsSchema
>["reservations"][number]
