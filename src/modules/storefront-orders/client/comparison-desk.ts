import type { Pool } from "pg"
import type { NewIssue } from "../types"
import { type ComparedPayment, noteDifference, noteEqual } from "./comparisons"
import {
  type DueSelection,
  countDuePayments,
  findComparedPayment,
  findDuePayments,
} from "./find-due-payments"
import { RunLock } from "./run-lock"

/** How payments are compared with Stripe: which are due, and what came of it. */
export class ComparisonDesk {
  private readonly stopping = new AbortController()

  constructor(
    private readonly pool: Pool,
    private readonly databaseUrl: string
  ) {}

  /** Lets a run that is under way end after the payments that it has in hand. */
  stop(): void {
    this.stopping.abort()
  }

  get stopped(): boolean {
    return this.stopping.signal.aborted
  }

  /** @returns null while another run is under way, in whichever process. */
  begin(): Promise<RunLock | null> {
    return RunLock.take(this.databaseUrl, "compare-payments")
  }

  due(
    selection: DueSelection,
    except: readonly string[],
    limit: number
  ): Promise<ComparedPayment[]> {
    return findDuePayments(this.pool, selection, except, limit)
  }

  countDue(selection: DueSelection): Promise<number> {
    return countDuePayments(this.pool, selection)
  }

  /** By any of its ids; null where it is no order, or nothing was charged. */
  find(id: string): Promise<ComparedPayment | null> {
    return findComparedPayment(this.pool, id)
  }

  noteEqual(payments: readonly ComparedPayment[]): Promise<void> {
    return noteEqual(this.pool, payments)
  }

  noteDifference(payment: ComparedPayment, issue: NewIssue): Promise<void> {
    return noteDifference(this.pool, payment, issue)
  }
}
