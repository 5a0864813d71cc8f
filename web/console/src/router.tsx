import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, redirect, type ErrorComponentProps } from '@tanstack/react-router'
import type { QueryClient } from '@tanstack/react-query'
import { CallFailed } from './api/problem'
import { assistantQuery, assistantsQuery, keyQuery, sessionQuery } from './api/queries'
import { forgetPerson } from './api/person'
import { queryClient, sessionOver } from './api/query-client'
import { readChoice } from './conversations/choice'
import { NotFound, PageFailed } from './shared/failures'
import { PageSkeleton } from './shared/skeletons'

/** A part of the console that cannot be loaded is a server that does not answer: left to itself, the router would reload the page into nothing. */
function reached<T>(load: () => Promise<T>): () => Promise<T> {
  return () =>
    load().catch(() => {
      throw new CallFailed(0, 'NO_ANSWER', '')
    })
}

const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({ notFoundComponent: NotFound })

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/console/sign-in',
  validateSearch: (search): { next?: string; error?: string } => ({
    ...(typeof search.next === 'string' && search.next.startsWith('/') && !search.next.startsWith('//') && { next: search.next }),
    ...(typeof search.error === 'string' && { error: search.error }),
  }),
  component: lazyRouteComponent(reached(() => import('./sign-in/sign-in')), 'SignIn'),
})

const invitation = createRoute({
  getParentRoute: () => root,
  path: '/console/invitation',
  component: lazyRouteComponent(reached(() => import('./sign-in/invitation')), 'Invitation'),
})

/** Everything that needs somebody who is signed in. */
const console_ = createRoute({
  getParentRoute: () => root,
  id: 'console',
  beforeLoad: async ({ context, location }) => {
    try {
      const session = await context.queryClient.query({ ...sessionQuery, staleTime: 'static' })
      return { caller: session.user }
    } catch (error) {
      if (error instanceof CallFailed && error.status === 401) {
        // eslint-disable-next-line @typescript-eslint/only-throw-error -- how the router is told to go elsewhere
        throw redirect({ to: '/console/sign-in', search: location.href === '/' ? {} : { next: location.href } })
      }
      throw error
    }
  },
  component: lazyRouteComponent(reached(() => import('./layout/shell')), 'Shell'),
  errorComponent: ({ error, reset }) => (
    <main>
      <PageFailed error={error} retry={reset} />
    </main>
  ),
})

const home = createRoute({
  getParentRoute: () => console_,
  path: '/',
  loader: ({ context }) => void context.queryClient.query(assistantsQuery).catch(() => undefined),
  component: lazyRouteComponent(reached(() => import('./assistants/assistant-list')), 'AssistantList'),
})

const assistant = createRoute({
  getParentRoute: () => console_,
  path: '/console/assistants/$assistantId',
  loader: ({ context, params }) => context.queryClient.query({ ...assistantQuery(params.assistantId), staleTime: 'static' }),
  
})

const overview = createRoute({
  getParentRoute: () => assistant,
  path: '/',
  component: lazyRouteComponent(reached(() => import('./assistants/overview')), 'Overview'),
})

const model = createRoute({
  getParentRoute: () => assistant,
  path: '/model',
  loader: reached(() => import('./assistants/model').then(({ loadWords }) => loadWords())),
  component: lazyRouteComponent(reached(() => import('./assistants/model')), 'Model'),
})

const knowledge = createRoute({
  getParentRoute: () => assistant,
  path: '/knowledge',
  component: lazyRouteComponent(reached(() => import('./assistants/knowledge')), 'Knowledge'),
})

const keys = createRoute({
  getParentRoute: () => assistant,
  path: '/keys',
  component: lazyRouteComponent(reached(() => import('./keys/key-list')), 'KeyList'),
})

const key = createRoute({
  getParentRoute: () => assistant,
  path: '/keys/$keyId',
  loader: ({ context, params }) => context.queryClient.query({ ...keyQuery(params.assistantId, params.keyId), staleTime: 'static' }),
  component: lazyRouteComponent(reached(() => import('./keys/key-details')), 'KeyDetails'),
})

const guide = createRoute({
  getParentRoute: () => assistant,
  path: '/keys/$keyId/guide',
  loader: ({ context, params }) => context.queryClient.query({ ...keyQuery(params.assistantId, params.keyId), staleTime: 'static' }),
  component: lazyRouteComponent(reached(() => import('./guide/integration-guide')), 'IntegrationGuide'),
})

const usage = createRoute({
  getParentRoute: () => assistant,
  path: '/usage',
  validateSearch: (search): { key?: string; days?: number } => ({
    ...(typeof search.key === 'string' && { key: search.key }),
    ...(typeof search.days === 'number' && [1, 7, 30].includes(search.days) && { days: search.days }),
  }),
  component: lazyRouteComponent(reached(() => import('./usage/usage')), 'Usage'),
})

const conversations = createRoute({
  getParentRoute: () => assistant,
  path: '/conversations',
  validateSearch: readChoice,
  loader: reached(() => import('./conversations/conversations').then(({ loadWords }) => loadWords())),
  component: lazyRouteComponent(reached(() => import('./conversations/conversations')), 'Conversations'),
})

const conversation = createRoute({
  getParentRoute: () => conversations,
  path: '/$conversationId',
  component: lazyRouteComponent(reached(() => import('./conversations/conversations')), 'Conversation'),
})

const team = createRoute({
  getParentRoute: () => console_,
  path: '/console/team',
  component: lazyRouteComponent(reached(() => import('./team/team')), 'Team'),
})

const audit = createRoute({
  getParentRoute: () => console_,
  path: '/console/audit',
  validateSearch: (search): AuditSearch =>
    Object.fromEntries(AUDIT_FILTERS.flatMap((name) => (typeof search[name] === 'string' && search[name] ? [[name, search[name]]] : []))),
  loader: reached(() => import('./audit/audit').then(({ loadWords }) => loadWords())),
  component: lazyRouteComponent(reached(() => import('./audit/audit')), 'Audit'),
})

const AUDIT_FILTERS = ['assistantId', 'objectType', 'objectId', 'action', 'actorId', 'from', 'to'] as const
export type AuditSearch = Partial<Record<(typeof AUDIT_FILTERS)[number], string>>

const settings = createRoute({
  getParentRoute: () => console_,
  path: '/console/settings',
  component: lazyRouteComponent(reached(() => import('./settings/settings')), 'Settings'),
})

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    invitation,
    console_.addChildren([home, assistant.addChildren([overview, model, knowledge, conversations.addChildren([conversation]), keys, key, guide, usage]), team, audit, settings]),
  ]),
  context: { queryClient },
  defaultPreload: 'intent',
  defaultPendingComponent: PageSkeleton,
  defaultPendingMs: 150,
  defaultErrorComponent: ({ error, reset }: ErrorComponentProps) => <PageFailed error={error} retry={reset} />,
  scrollRestoration: true,
  // The page of another object is another page: nothing that was typed or shown goes over to it.
  defaultRemountDeps: ({ params }) => params,
})

sessionOver.notify = () => {
  // Who was not signed in is sent to sign in by the route itself.
  if (!queryClient.getQueryData(sessionQuery.queryKey)) return
  forgetPerson()
  void router.invalidate()
}

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
