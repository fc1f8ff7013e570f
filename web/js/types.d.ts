/** Types that several modules use, known to all of them. Nothing here is loaded by the page. */

type Job = {
  jobId: string;
  title: string;
  status: string;
  /** Percent */
  progress: number;
  message: string;
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
  cost: {totalUsd: number};
  /** What to know about the video */
  notices?: {code: string, message: string}[];
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
  /** Whether a finished video whose files are still kept shows one */
  logo: boolean | null;
  /** What a finished video shows of the product, while its files are kept */
  details?: {title: string, description: string, price: number | string, currency: string} | null;
  /** Of a finished video whose files are still kept */
  choices: Choices | null;
};

type StageLine = {name: string, startedAt: string, seconds: number | null, costUsd: number, reused: boolean};

type Choices = {voice: string, music: string, format: string, captionStyle: string, brandColour: string, overlays: string[]};

/** `listed`: the job whose video the listing shows */
type Versions = {versions: Job[], adId: string | null, listed: string | null};

type ShownPhoto = {url: string, clip: boolean};

type ScriptDraft = {script: string, estimatedDuration: number, wordCount: number, cost: number, language: string, currency: string};

type Estimate = {duration: number, estimatedTime: number, costUsd: number};

type Ad = {
  adId: string;
  title: string;
  description: string;
  price: number | string;
  currency: string;
  category: string;
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
  auth?: Auth;
};

type Auth = {userPoolId?: string, clientId: string, cognitoEndpoint?: string, region?: string};

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

type Field = {
  element: HTMLElement;
  control: Control;
  /** Shows what is wrong; empty: nothing is */
  complain: (message: string) => void;
};

type Fault = {field: string, message: string};

type Page = {
  title: string;
  element: HTMLElement;
  /** Called when another page takes its place */
  leave?: () => void;
};

type Show = (parameters: Record<string, string>, query: URLSearchParams) => Page | Promise<Page>;

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
  /** The service's own words, as they were before any edit */
  scriptDraft: string;
  /** Address of the step that was open last */
  step: string;
};

type Child = Node | string | number | null | undefined | false;

type Props = Record<string, unknown>;
