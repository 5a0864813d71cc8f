import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client'
import { forgetKeys } from '../keys/revealed'
import { failed } from '../shared/notices'

export function useSignOut() {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const navigate = useNavigate()
  return async () => {
    try {
      await answer(api.DELETE('/api/v1/session'))
    } catch (error) {
      failed(error, t)
      return
    }
    // Nothing that one person read, and no draft, stays for the next.
    sessionStorage.clear()
    forgetKeys()
    await navigate({ to: '/console/sign-in' })
    queries.clear()
  }
}
