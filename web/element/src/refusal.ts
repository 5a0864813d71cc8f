/** A request that the server answered with no. `code` is stable, `message` is safe to show to the site owner. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    message: string,
  ) {
    super(message)
  }
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '')

/** Reads a refused response, also one that is empty or not JSON: then the status says enough. */
export async function refusalOf(response: Response): Promise<Refusal> {
  const { status } = response
  const problem = (await response.json().catch(() => undefined)) as { code?: unknown; detail?: unknown } | null | undefined
  return new Refusal(textOf(problem?.code), status, textOf(problem?.detail) || `HTTP ${status}`)
}

/** Also for a refusal that comes from the other module, which has a class of its own. */
export const isRefusal = (error: unknown): error is Refusal => error instanceof Error && 'status' in error

/** For the site owner: visitors never see why a key was refused. */
export function reportRefusal({ code, status, message }: Refusal): void {
  console.warn(`[latchkey] ${code || status}: ${message}`)
}
