import type { Pool } from "pg"
import type { Actor, NewActivity } from "../types"
import {
  type AnswerOutcome,
  finishAnswer,
  withdrawAnswer,
} from "./finish-answer"
import {
  type AnswerHold,
  type AnswerState,
  type GivenAnswer,
  giveAnswer,
  listAbandonedAnswers,
  readAnswerState,
  takeAnswerOver,
} from "./give-answer"
import { forgetItem } from "./item-mappings"
import { type SameQuestions, listSameQuestions } from "./same-questions"

/** Where staff's answers are kept, each given once and carried out once. */
export class AnswerDesk {
  constructor(private readonly pool: Pool) {}

  /** See {@link giveAnswer}. */
  give(issueId: string, given: GivenAnswer): Promise<AnswerHold | null> {
    return giveAnswer(this.pool, issueId, given)
  }

  /** See {@link takeAnswerOver}. */
  takeOver(issueId: string): Promise<AnswerHold | null> {
    return takeAnswerOver(this.pool, issueId)
  }

  /** How a question stands now. */
  state(issueId: string): Promise<AnswerState> {
    return readAnswerState(this.pool, issueId)
  }

  /** The questions whose answer was given and not carried out, oldest first. */
  abandoned(limit: number): Promise<string[]> {
    return listAbandonedAnswers(this.pool, limit)
  }

  /** The other open questions about the same item. */
  same(issueId: string, limit: number): Promise<SameQuestions> {
    return listSameQuestions(this.pool, issueId, limit)
  }

  /** See {@link finishAnswer}. */
  finish(hold: AnswerHold, outcome: AnswerOutcome): Promise<boolean> {
    return finishAnswer(this.pool, hold, outcome)
  }

  /** See {@link withdrawAnswer}. */
  withdraw(hold: AnswerHold, activity: NewActivity): Promise<boolean> {
    return withdrawAnswer(this.pool, hold, activity)
  }

  /** See {@link forgetItem}. */
  forget(mappingId: string, actor: Actor): Promise<boolean> {
    return forgetItem(this.pool, mappingId, actor)
  }
}
