/** Types, known to all modules. Nothing here is loaded by the page. */

type Job = {
  jobId: string;
  title: string;
  status: string;
  /** Percent */
  progress: number;
  message: string;
  /** Place among the jobs that wait to start, counted from 1 */
  queuePosition?: number | null;
  /** The operator has paused the making of videos; `message` says so. */
  paused?: boolean;
  /** When a waiting job is likely to start, ISO 8601. */
  estimatedStartAt?: string | null;
  createdAt: string;
  updatedAt: string;
  attempt: number;
  videoUrl: string | null;
  thumbnailUrl: string | null;
  captionsUrl: string | null;
  /** Seconds */
  duration: number | null;
  /** Bytes */
  size: number | null;
  stages: StageLine[];
  script: string | null;
  /** Storage is down: there may be a script all the same */
  scriptUnavailable: boolean;
  cost: {totalUsd: number};
  /** What to know about the video */
  notices?: {code: string, message: string}[];
  /** What substitutes did because the first choice failed */
  fallbacks?: Fallback[];
  /** `photo`: the one to blame, counted from 1 */
  error: {code: string, stage: string, message: string, retryable: boolean, photo: number | null} | null;
  adId: string | null;
  /** Photos and clips */
  photoCount: number;
  /** The job that this one is another version of */
  remakeOf: string | null;
  /** The job of the very first version, perhaps this one */
  firstVersion: string;
  language: string | null;
  /** Whether a finished video shows one */
  logo: boolean | null;
  /** What a finished video shows of the product */
  details?: {title: string, description: string, price: number | string, currency: string} | null;
  /** Of a finished video */
  choices: Choices | null;
};

type StageLine = {name: string, startedAt: string, seconds: number | null, costUsd: number, reused: boolean};

type Choices = {voice: string, music: string, format: string, captionStyle: string, brandColour: string, overlays: string[]};

/** `listed`: the job whose video the listing shows */
type Versions = {versions: Job[], adId: string | null, listed: string | null};

type JobPhoto = {url: string, clip: boolean};

type ScriptDraft = {script: string, estimatedDuration: number, wordCount: number, cost: number, language: string, currency: string, fallbacks?: Fallback[]};
/** What a substitute did because the first choice failed */
type Fallback = {stage: string, provider: string, code: string, message: string};

type Estimate = {duration: number, estimatedTime: number, costUsd: number};

type Ad = {
  adId: string;
  title: string;
  description: string;
  price: number | string;
  currency: string;
  category: string;
  language: string;
  status: "processing" | "active" | "failed";
  jobId: string;
  videoUrl: string | null;
  thumbnailUrl: string | null;
  captionsUrl: string | null;
  previewUrl: string | null;
  createdAt: string;
  /** Seconds */
  duration: number | null;
  /** Link by which buyers reach the seller */
  contact: string | null;
};

type AdPage = {ads: Ad[], cursor?: string | null};

type Webhook = {
  webhookId: string;
  url: string;
  events: string[];
  createdAt: string;
  /** Until then, messages are signed with the previous secret, too */
  previousSecretUntil: string | null;
  failingSince: string | null;
  disabledAt: string | null;
  /** Why it is disabled */
  note: string;
};

type WebhookWithSecret = Webhook & {secret: string};

/** A message for one webhook, with its attempts, the oldest first */
type Delivery = {
  messageId: string;
  type: string;
  status: string;
  createdAt: string;
  nextAttemptAt: string | null;
  note: string;
  attempts: {at: string, statusCode: number | null, fault: string | null}[];
  payload: unknown;
};

type DeliveryPage = {deliveries: Delivery[], cursor: string | null};

type Limits = {
  maxPhotos: number;
  maxPhotoBytes: number;
  maxClipBytes: number;
  minClipS: number;
  maxClipS: number;
  minPhotoSidePx: number;
  maxPhotoPixels: number;
  maxLogoBytes: number;
  minLogoSidePx: number;
  maxLogoPixels: number;
  maxTitleChars: number;
  maxDescriptionChars: number;
  maxScriptChars: number;
  maxPrice: number;
};

type Options = {
  voices: string[];
  music: string[];
  formats: string[];
  captionStyles: string[];
  overlays: string[];
  languages: string[];
  durations: number[];
  categories: string[];
  currencies: string[];
  photoTypes: string[];
  clipTypes: string[];
  defaults: Record<string, string | number>;
  /** Addresses of spoken samples, by voice */
  voicePreviews: Record<string, string>;
  /** Regular expression of the texts accepted as a price */
  pricePattern: string;
  limits: Limits;
  /** Whether sellers see what a video costs */
  showCosts: boolean;
  /** Whether listings without a contact show the operator's */
  operatorContact: boolean;
  auth?: AuthConfig;
};

type AuthConfig = {userPoolId?: string, clientId: string, cognitoEndpoint?: string, region?: string};

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

type Field = {
  element: HTMLElement;
  control: Control;
  /** Shows what is wrong; empty: nothing is */
  showError: (message: string) => void;
  /** Another note below it */
  showHint: (text: string) => void;
};

type FieldError = {field: string, message: string};

type Page = {
  title: string;
  element: HTMLElement;
  /** Called when another page takes its place */
  leave?: () => void;
};

type Show = (parameters: Record<string, string>, query: URLSearchParams) => Page | Promise<Page>;

/** What `navigation.js` needs of the router */
type Router = {
  /** Show the page of the present address. `moveFocus`: false for the first page and the back button, where the browser keeps focus and position */
  render: (moveFocus: boolean) => Promise<void>;
  /** Load the modules of a page before it is opened */
  preload: (path: string) => void;
};

type Route = {pattern: RegExp, load: () => Promise<{show: Show}>};

type Photo = {id: string, name: string, type: string, size: number, key: string | null};

type Draft = {
  id: string;
  /** E-mail address under which the keys were made */
  owner: string;
  /** In the order of showing */
  photos: Photo[];
  logo: Photo | null;
  /** What the forms hold, as typed */
  fields: Record<string, string>;
  /** Language and currency that the API detected in the texts */
  detected: Record<string, string>;
  script: string;
  /** The details that `script` was written for */
  scriptOf: string;
  /** Whether the listing goes live without a look at the finished video */
  publishAtOnce: boolean;
  /** For a listing that goes live at once, as typed; null: the one used last */
  contact: string | null;
  /** The service's own words, as they were before any edit */
  scriptDraft: string;
  /** Address of the step that was open last */
  step: string;
};

type Child = Node | string | number | null | undefined | false;

type Props = Record<string, unknown>;

/** What `call` takes. */
type ApiRequest = {
  method?: string;
  /** Sent as JSON */
  body?: unknown;
  headers?: Record<string, string>;
  /** False for what needs no sign-in */
  signed?: boolean;
  /** At most so many times while the trouble may pass; only for what is safe to repeat. While the browser is offline
   * such a request waits, and this does not count. */
  tries?: number;
  signal?: AbortSignal;
};

type Answer = {status: number, headers: Headers, data: any};

/** Where a file is uploaded to */
type Slot = {key: string, url: string, headers: Record<string, string>, expiresIn: number};

/** Where the API client gets its bearer token */
type Auth = {
  /** Null when nobody is signed in; `renew`: the API refused the present token */
  getToken: (how: {renew?: boolean}) => Promise<string | null>;
  /** Ask the user to sign in again; false when they decline */
  reauthenticate: () => Promise<boolean>;
};

/** Of a deleted account */
type Receipt = {receiptId: string, status: "deleting" | "deleted", requestedAt: string, completedAt: string | null};

type Grant = {accessToken: string, refreshToken: string, expiresInS: number};

type AuthView = "sign-in" | "sign-up" | "confirm" | "forgot" | "reset" | "second-step";

/** What the forms of signing in and up have been told so far */
type AuthInput = {email: string, password: string, challenge?: import("./auth/cognito.js").CodeNeeded};

type PendingCode = {email: string, view: "confirm" | "reset", sentAt: number};

/** `expiresAt` in ms since 1970 */
type Session = {email: string, accessToken: string, refreshToken: string, expiresAt: number};

type StoredFile = {blob: Blob, thumb: Blob | null, savedAt: number};

type CardState = "processing" | "ready" | "active" | "failed";

type Size = {width: number, height: number};

type ResultActions = {
  /** Asked for another version */
  change: (button: HTMLElement) => void;
  /** Look at the job again */
  refresh: () => void;
  onError: (error: unknown) => void;
};

type ChosenLogo = {blob: Blob, name: string, thumb: string, key: string};

type ReplacementFile = {name: string, blob: Blob, thumb: string, clip: boolean, key: string, failed: boolean, sent: Promise<unknown>, stop: AbortController};

type PhotoReplacement = {
  element: HTMLElement;
  control: HTMLInputElement;
  showError: (fault: string) => void;
  /** What the earlier video has in this place */
  show: (earlier: JobPhoto) => void;
  changed: () => boolean;
  /** Value for the request: the photo's number, or the key of its replacement; null when the upload failed */
  requestValue: () => Promise<number | string | null>;
  stop: () => void;
};

type Tile = {element: HTMLElement, paint: (index: number, count: number) => void};

type VideoLinks = {title: string, videoUrl: string | null, thumbnailUrl: string | null, captionsUrl: string | null};

type Scene = {photo: Photo, kind: "title" | "price" | "plain" | "end"};

/** A file that is being prepared, or waits for it */
type Pending = {id: string, name: string, file: File};

/** `holds`: whether the message still applies */
type Problem = {message: string, holds: () => boolean};

type Prepared = {blob: Blob, thumb: Blob | null};

type UploadState = "waiting" | "uploading" | "done" | "failed" | "paused";

type Upload = {state: UploadState, fraction: number, reason: string, stop: AbortController | null, thumbnailUrlOf: string};

/** Of cards, one of which is chosen. `sample`: address of something to listen to; empty when there is none */
type ChoiceGroup = {title: string, note?: string, values: (string | number)[], options: Options, label?: (value: string) => string, sample?: (value: string) => string};

/** `focus`: back to the button, when the seller keeps it */
type Deletion = {title: string, text: string, card: HTMLElement, focus: () => void, work: () => Promise<unknown>, onError: (error: unknown) => void};

type FieldSetup = {name: string, label: string, control: Control, note?: string, max?: number, wide?: boolean, length?: (text: string) => number};

/** `anyOf`: further values of a choice before those of the API */
type FieldTexts = {rows?: number, notes?: Record<string, string>, labels?: Record<string, string>, anyOf?: (name: string) => string[]};
