import { refusalOf } from './refusal'

/** The server's answer, of which the element itself only needs what is named here. */
export interface RawAssistant {
  name?: string
  imageUuid?: string
  apiKeyConfiguration?: Record<string, unknown>
}

export const assistantIdOf = (apiKey: string) => apiKey.split('-', 1)[0] ?? ''

/** Common to every call. The origin is sent even where the page asks for no referrer: the key's restriction needs it. */
export const requestOptions = { credentials: 'omit', cache: 'no-store', referrerPolicy: 'origin' } as const

/** Who asks: the key, and which version of the element. */
export const ownHeaders = (apiKey: string) => ({ 'Api-Key': apiKey, 'Latchkey-Element': ELEMENT_VERSION })

export async function fetchAssistant(baseUrl: string, apiKey: string, signal: AbortSignal): Promise<RawAssistant> {
  const response = await fetch(`${baseUrl}assistants/${encodeURIComponent(assistantIdOf(apiKey))}`, {
    ...requestOptions,
    headers: ownHeaders(apiKey),
    signal,
  })
  if (!response.ok) throw await refusalOf(response)
  return (await response.json()) as RawAssistant
}
