import { createHash } from 'node:crypto';
import type { DemoRequest, DemoResponse } from './request.ts';
import { survey } from './survey.ts';

/** Any four digits are a PIN, but for these, so that the wrong one can be tried. */
const WRONG_PIN = '0000';

const WORDS = {
  en: {
    menu: 'For your balance, press 1. For our opening hours, press 2. To leave a message, press 3. For the offer of the day, press 4. To speak with somebody, press 5. To say goodbye, press 9.',
    silent: 'We did not hear you.',
    unknown: 'Sorry, that is not on the menu.',
    pin: 'Please enter your four digit PIN, followed by the pound key.',
    wrong: 'That PIN is not right.',
    balance: 'Your balance is 42 dollars and 17 cents.',
    hours: 'We are open from nine to five, Monday to Friday.',
    message: 'Please leave a message after the tone. Press any key when you are done.',
    thanks: 'Thank you for your message.',
    nothing: 'We did not record anything.',
    connecting: 'One moment, please.',
    unreachable: 'Nobody can take your call.',
    talked: 'Thank you for your call.',
    bye: 'Goodbye.',
  },
  es: {
    menu: 'Para su saldo, oprima 1. Para nuestro horario, oprima 2. Para dejar un mensaje, oprima 3. Para la oferta del día, oprima 4. Para hablar con alguien, oprima 5. Para despedirse, oprima 9.',
    silent: 'No le hemos oído.',
    unknown: 'Lo sentimos, esa opción no existe.',
    pin: 'Introduzca su PIN de cuatro dígitos y oprima la tecla numeral.',
    wrong: 'Ese PIN no es correcto.',
    balance: 'Su saldo es de 42 dólares y 17 centavos.',
    hours: 'Abrimos de nueve a cinco, de lunes a viernes.',
    message: 'Deje su mensaje después del tono. Oprima cualquier tecla al terminar.',
    thanks: 'Gracias por su mensaje.',
    nothing: 'No se ha grabado nada.',
    connecting: 'Un momento, por favor.',
    unreachable: 'Nadie puede atenderle.',
    talked: 'Gracias por su llamada.',
    bye: 'Adiós.',
  },
} as const;

type Language = keyof typeof WORDS;

/**
 * The telephone menu of an imaginary bank: choice of language kept in a session cookie, a redirect to the menu,
 * a PIN, a cached document, voicemail, somebody who is asked whether to take the call, and one deliberate mistake
 * (the offer of the day). By text it has a survey.
 */
export function demoApp(request: DemoRequest): DemoResponse {
  switch (request.path) {
    case '/voice':
      return welcome(request);
    case '/language':
      return language(request);
    case '/menu':
      return menu(request);
    case '/choice':
      return choice(request);
    case '/pin':
      return pin(request);
    case '/hours':
      return hours(request);
    case '/message':
      return leaveMessage(languageOf(request));
    case '/agent/screen':
      return screenCall();
    case '/agent/accept':
      return twiml(request.params.get('Digits') === '1' ? '  <Say>Connecting.</Say>' : '  <Hangup/>');
    case '/agent/done':
      return agentDone(request);
    case '/sms':
      return survey(request);
    case '/offer':
      return offer();
    default:
      return {
        status: 404,
        headers: { 'Content-Type': 'text/plain' },
        body: `There is no ${request.path} here.\n`,
      };
  }
}

function welcome(request: DemoRequest): DemoResponse {
  if (request.params.get('again') === '2') return twiml(`  <Say>Goodbye.</Say>\n  <Hangup/>`);
  const again = request.params.get('again') === '1' ? 2 : 1;
  return twiml(`  <Gather action="/language" numDigits="1" timeout="5">
    <Say>Welcome to the bank. For English, press 1.</Say>
    <Say language="es-MX">Para español, oprima 2.</Say>
  </Gather>
  <Say>We did not hear you.</Say>
  <Redirect>/voice?again=${again}</Redirect>`);
}

/** The choice is remembered in a cookie; a redirect shows what Twilio does with one. */
function language(request: DemoRequest): DemoResponse {
  const chosen: Language = request.params.get('Digits') === '2' ? 'es' : 'en';
  return {
    status: 302,
    headers: {
      Location: '/menu',
      'Set-Cookie': `lang=${chosen}; Path=/; HttpOnly`,
      'Content-Type': 'text/plain',
    },
    body: 'See /menu\n',
  };
}

/** Asks three times, then says goodbye: a menu that repeats for ever costs whoever forgets to hang up. */
function menu(request: DemoRequest): DemoResponse {
  const lang = languageOf(request);
  const words = WORDS[lang];
  const again = Number(request.params.get('again') ?? '0') + 1;
  const silence =
    again < 3
      ? `<Redirect method="GET">/menu?again=${again}</Redirect>`
      : `${say(lang, words.bye)}\n  <Hangup/>`;
  return twiml(`  <Gather action="/choice" numDigits="1" timeout="7">
    ${say(lang, words.menu)}
  </Gather>
  ${say(lang, words.silent)}
  ${silence}`);
}

function choice(request: DemoRequest): DemoResponse {
  const lang = languageOf(request);
  const words = WORDS[lang];
  switch (request.params.get('Digits')) {
    case '1':
      return askPin(lang);
    case '2':
      return twiml('  <Redirect method="GET">/hours</Redirect>');
    case '3':
      return twiml(voicemail(lang));
    case '5':
      return twiml(`  ${say(lang, words.connecting)}
  <Dial action="/agent/done" timeout="20">
    <Number url="/agent/screen">+15550000100</Number>
  </Dial>`);
    case '4':
      return twiml('  <Redirect method="GET">/offer</Redirect>');
    case '9':
      return twiml(`  ${say(lang, words.bye)}\n  <Hangup/>`);
    default:
      return twiml(`  ${say(lang, words.unknown)}\n  <Redirect method="GET">/menu</Redirect>`);
  }
}

function askPin(lang: Language): DemoResponse {
  return twiml(`  <Gather action="/pin" finishOnKey="#" timeout="6">
    ${say(lang, WORDS[lang].pin)}
  </Gather>
  <Redirect method="GET">/menu</Redirect>`);
}

function pin(request: DemoRequest): DemoResponse {
  const lang = languageOf(request);
  const digits = request.params.get('Digits') ?? '';
  const right = /^\d{4}$/.test(digits) && digits !== WRONG_PIN;
  return twiml(`  ${say(lang, right ? WORDS[lang].balance : WORDS[lang].wrong)}
  <Redirect method="GET">/menu</Redirect>`);
}

/** The same for everybody for five minutes: the second visit of a call is answered from Twilio's cache. */
function hours(request: DemoRequest): DemoResponse {
  const lang = languageOf(request);
  const { body, headers } = twiml(`  ${say(lang, WORDS[lang].hours)}
  <Redirect method="GET">/menu</Redirect>`);
  const etag = `"${createHash('sha1').update(body).digest('hex').slice(0, 12)}"`;
  const caching = { 'Cache-Control': 'max-age=300', ETag: etag };
  if (request.ifNoneMatch === etag) return { status: 304, headers: caching, body: '' };
  return { status: 200, headers: { ...headers, ...caching }, body };
}

function voicemail(lang: Language): string {
  const { message, nothing } = WORDS[lang];
  return `  ${say(lang, message)}
  <Record action="/message" maxLength="60" timeout="4"/>
  ${say(lang, nothing)}
  <Redirect method="GET">/menu</Redirect>`;
}

/** Whoever is called hears this first, and need not take the call. */
function screenCall(): DemoResponse {
  return twiml(`  <Gather action="/agent/accept" numDigits="1" timeout="5">
    <Say>A customer of the bank. To take the call, press 1.</Say>
  </Gather>
  <Hangup/>`);
}

/** Somebody who answered and declined is \`completed\` too: whether they talked is in DialBridged. */
function agentDone(request: DemoRequest): DemoResponse {
  const lang = languageOf(request);
  const words = WORDS[lang];
  if (request.params.get('DialBridged') !== 'true')
    return twiml(`  ${say(lang, words.unreachable)}\n${voicemail(lang)}`);
  return twiml(`  ${say(lang, words.talked)}
  <Redirect method="GET">/menu</Redirect>`);
}

function leaveMessage(lang: Language): DemoResponse {
  return twiml(`  ${say(lang, WORDS[lang].thanks)}
  <Redirect method="GET">/menu</Redirect>`);
}

/** The deliberate mistake: a raw ampersand, which XML does not allow. Twilio answers it with error 12100. */
function offer(): DemoResponse {
  return twiml(`  <Say>Today's offer: fish & chips for two.</Say>
  <Redirect method="GET">/menu</Redirect>`);
}

function languageOf(request: DemoRequest): Language {
  return request.cookies.get('lang') === 'es' ? 'es' : 'en';
}

function say(lang: Language, text: string): string {
  return lang === 'es' ? `<Say language="es-MX">${text}</Say>` : `<Say>${text}</Say>`;
}

function twiml(verbs: string): DemoResponse {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Response>\n${verbs}\n</Response>\n`;
  return { status: 200, headers: { 'Content-Type': 'text/xml; charset=utf-8' }, body };
}
