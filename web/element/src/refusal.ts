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

/** Reads a refused response, also one that is empty or not JSON. */
export async function refusalOf(response: Response): Promise<Refusal> {
  let problem: { code?: unknown; detail?: unknown; error?: unknown } = {}
  try {
    problem = (await response.json()) as typeof problem
  } catch {
    // The status says enough.
  }
  const { code, detail } = problem
  return new Refusal(typeof code === 'string' ? code : '', response.status, typeof detail === 'string' ? detail : `HTTP ${response.status}`)
}

/** Also for a refusal that comes from the other module, which has a class of its own. */
export const isRefusal = (error: unknown): error is Refusal => error instanceof Error && 'status' in error

/** For the site owner: visitors never see why a key was refused. */
export function reportRefusal({ code, status, message }: Refusal): void {
  console.warn(`[latchkey] ${code || status}: ${message}`)
}
