import '@mantine/core/styles/Notification.css'
import '@mantine/notifications/styles.css'
import { Notifications } from '@mantine/notifications'

export { notifications } from '@mantine/notifications'

export default function Board() {
  return <Notifications position="bottom-left" limit={3} />
}
