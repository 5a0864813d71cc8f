import { Avatar } from '@mantine/core'

interface Props {
  assistantId: string
  name: string
  /** Empty = it has none. */
  imageUuid: string
  size: number
}

export const pictureUrl = (assistantId: string, imageUuid: string, size: 'L' | 'M' | 'H') =>
  imageUuid && `/local/files/public/assistants/prod/${assistantId}/${imageUuid}-${size}.jpg`

/** The picture of an assistant, or the first letters of its name. */
export function AssistantPicture({ assistantId, name, imageUuid, size }: Props) {
  return <Avatar src={pictureUrl(assistantId, imageUuid, size > 64 ? 'H' : 'M') || null} name={name} color="accent" size={size} radius={999} alt="" />
}
