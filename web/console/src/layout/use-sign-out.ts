import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client'
import { forgetPerson } from '../api/person'
import { CallFailed } from '../api/problem'
import { failed } from '../shared/notices'

export function useSignOut() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  return async () => {
    try {
      await answer(api.DELETE('/api/v1/session'))
    } catch (error) {
      // Whose session is over is signed out already.
      if (!(error instanceof CallFailed && error.status === 401)) {
        failed(error, t)
        return
      }
    }
    // Who signs out leaves nothing behind in this tab, not even a draft.
    sessionStorage.clear()
    await navigate({ to: '/console/sign-in', ignoreBlocker: true })
    forgetPerson()
  }
}
