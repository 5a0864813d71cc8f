import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'

export const ROLES = ['owner', 'editor', 'viewer'] as const
export type Role = (typeof ROLES)[number]

export function RoleSelect({ value, onChange }: { value: Role; onChange: (role: Role) => void }) {
  const { t } = useTranslation()
  return (
    <Select
      label={t('team.role')}
      description={t(`roles.${value}Text`)}
      value={value}
      allowDeselect={false}
      onChange={(role) => onChange((role ?? 'viewer'))}
      data={ROLES.map((role) => ({ value: role, label: t(`roles.${role}`) }))}
    />
  )
}
