import { ValidationError } from '../shared/errors.ts';

/** A mail header as SES takes it. */
export interface MessageHeader {
  readonly Name: string;
  readonly Value: string;
}

/** SES: at most 995 printable ASCII characters. CR, LF and NUL would end the header and start another. */
function header(name: string, value: string): MessageHeader {
  if (!/^[\x20-\x7e]{1,995}$/.test(value))
    throw new ValidationError([{ path: `headers.${name}`, reason: 'must be 1 to 995 printable ASCII characters' }]);
  return { Name: name, Value: value };
}

/**
 * The headers of one message. RFC 8058 wants both List-Unsubscribe headers; the address takes a POST without
 * cookies. `sendId` names campaign, chunk and customer, so that a message found anywhere can be traced.
 */
export function messageHeaders(message: { unsubscribeUrl: string; sendId: string }): MessageHeader[] {
  if (!/^https?:\/\/[^\s<>]+$/.test(message.unsubscribeUrl))
    throw new ValidationError([{ path: 'headers.List-Unsubscribe', reason: 'must be an http or https address' }]);
  return [
    header('List-Unsubscribe', `<${message.unsubscribeUrl}>`),
    header('List-Unsubscribe-Post', 'List-Unsubscribe=One-Click'),
    header('X-Peyk-Send', message.sendId),
  ];
}
