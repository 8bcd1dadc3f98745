/*
 * ts-fsrs 5.4.2, from npm by tools/web/player/vendor.sh
 *
 * MIT License
 *
 * Copyright (c) 2026 Open Spaced Repetition
 *
 * Permission is hereby granted, free of charge, to any person obtaining a copy
 * of this software and associated documentation files (the "Software"), to deal
 * in the Software without restriction, including without limitation the rights
 * to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
 * copies of the Software, and to permit persons to whom the Software is
 * furnished to do so, subject to the following conditions:
 *
 * The above copyright notice and this permission notice shall be included in all
 * copies or substantial portions of the Software.
 *
 * THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
 * IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
 * FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
 * AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
 * LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
 * OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
 * SOFTWARE.
 */
var library=(()=>{var F=Object.defineProperty;var B=Object.getOwnPropertyDescriptor;var K=Object.getOwnPropertyNames;var V=Object.prototype.hasOwnProperty;var J=(n,t)=>{for(var e in t)F(n,e,{get:t[e],enumerable:!0})},Q=(n,t,e,s)=>{if(t&&typeof t=="object"||typeof t=="functio\
n")for(let i of K(t))!V.call(n,i)&&i!==e&&F(n,i,{get:()=>t[i],enumerable:!(s=B(t,i))||s.enumerable});return n};var tt=n=>Q(F({},"__esModule",{value:!0}),n);var vt={};J(vt,{createEmptyCard:()=>A,fsrs:()=>X});var z=class n extends Error{constructor(t="FSRS Error"){super(t),this.name="FSRSError",Error.captureStackTrace?.(this,n)}},
_=class n extends z{constructor(t){super(t),this.name="FSRSValidationError",Error.captureStackTrace?.(this,n)}},h=(n=>(n[n.
New=0]="New",n[n.Learning=1]="Learning",n[n.Review=2]="Review",n[n.Relearning=3]="Relearning",n))(h||{}),o=(n=>(n[n.Manual=
0]="Manual",n[n.Again=1]="Again",n[n.Hard=2]="Hard",n[n.Good=3]="Good",n[n.Easy=4]="Easy",n))(o||{}),u=class n{static card(t){
return{...t,state:n.state(t.state),due:n.time(t.due),last_review:t.last_review?n.time(t.last_review):void 0}}static rating(t){
if(typeof t=="string"){let e=t.charAt(0).toUpperCase(),s=t.slice(1).toLowerCase(),i=o[`${e}${s}`];if(i===void 0)throw new _(
`Invalid rating:[${t}]`);return i}else if(typeof t=="number")return t;throw new _(`Invalid rating:[${t}]`)}static state(t){
if(typeof t=="string"){let e=t.charAt(0).toUpperCase(),s=t.slice(1).toLowerCase(),i=h[`${e}${s}`];if(i===void 0)throw new _(
`Invalid state:[${t}]`);return i}else if(typeof t=="number")return t;throw new _(`Invalid state:[${t}]`)}static time(t){
if(t instanceof Date)return t;let e=new Date(t);if(typeof t=="object"&&t!==null&&!Number.isNaN(Date.parse(t)||+e))return e;
if(typeof t=="string"){let s=Date.parse(t);if(Number.isNaN(s))throw new _(`Invalid date:[${t}]`);return new Date(s)}else if(typeof t==
"number")return new Date(t);throw new _(`Invalid date:[${t}]`)}static review_log(t){return{...t,due:n.time(t.due),rating:n.
rating(t.rating),state:n.state(t.state),review:n.time(t.review)}}};Date.prototype.scheduler=function(n,t){return p(this,
n,t)};Date.prototype.diff=function(n,t){return b(this,n,t)};Date.prototype.format=function(){return et(this)};Date.prototype.
dueFormat=function(n,t,e){return st(this,n,t,e)};function p(n,t,e){return new Date(e?u.time(n).getTime()+t*24*60*60*1e3:
u.time(n).getTime()+t*60*1e3)}function b(n,t,e){if(!n||!t)throw new _("Invalid date");let s=u.time(n).getTime()-u.time(t).
getTime(),i=0;switch(e){case"days":i=Math.floor(s/(1440*60*1e3));break;case"minutes":i=Math.floor(s/(60*1e3));break}return i}
function et(n){let t=u.time(n),e=t.getFullYear(),s=t.getMonth()+1,i=t.getDate(),r=t.getHours(),a=t.getMinutes(),l=t.getSeconds();
return`${e}-${S(s)}-${S(i)} ${S(r)}:${S(a)}:${S(l)}`}function S(n){return n<10?`0${n}`:`${n}`}var H=[60,60,24,31,12],G=[
"second","min","hour","day","month","year"];function st(n,t,e,s=G){n=u.time(n),t=u.time(t),s.length!==G.length&&(s=G);let i=n.
getTime()-t.getTime(),r=0;for(i/=1e3,r=0;r<H.length&&!(i<H[r]);r++)i/=H[r];return`${Math.floor(i)}${e?s[r]:""}`}var it=Object.freeze([o.Again,o.Hard,o.Good,o.Easy]),nt=[{start:2.5,end:7,factor:.15},{start:7,end:20,factor:.1},{start:20,
end:1/0,factor:.05}];function rt(n,t,e){let s=1;for(let a of nt)s+=a.factor*Math.max(Math.min(n,a.end)-a.start,0);n=Math.
min(n,e);let i=Math.max(2,Math.round(n-s)),r=Math.min(Math.round(n+s),e);return n>t&&(i=Math.max(i,t+1)),i=Math.min(i,r),
{min_ivl:i,max_ivl:r}}function w(n,t,e){return Math.min(Math.max(n,t),e)}function y(n,t){let e=10**t;return Math.round(n*
e)/e}function at(n,t){let e=Date.UTC(n.getUTCFullYear(),n.getUTCMonth(),n.getUTCDate()),s=Date.UTC(t.getUTCFullYear(),t.
getUTCMonth(),t.getUTCDate());return Math.floor((s-e)/864e5)}var ot=n=>{let t=n.slice(-1),e=parseInt(n.slice(0,-1),10);if(Number.
isNaN(e)||!Number.isFinite(e)||e<0)throw new _(`Invalid step value: ${n}`);switch(t){case"m":return e;case"h":return e*60;case"\
d":return e*1440;default:throw new _(`Invalid step unit: ${n}, expected m/h/d`)}},lt=(n,t,e)=>{let s=t===h.Relearning||t===
h.Review?n.relearning_steps:n.learning_steps,i=s.length;if(i===0||e>=i)return{};let r=s[0],a=ot,l=()=>a(r),c=()=>{if(i===
1)return Math.round(a(r)*1.5);let f=s[1];return Math.round((a(r)+a(f))/2)},d=f=>f<0||f>=i?null:s[f],m=f=>a(f),g={},v=d(Math.
max(0,e));if(t===h.Review)return g[o.Again]={scheduled_minutes:a(v),next_step:0},g;{g[o.Again]={scheduled_minutes:l(),next_step:0},
g[o.Hard]={scheduled_minutes:c(),next_step:e};let f=d(e+1);if(f){let E=m(f);E&&(g[o.Good]={scheduled_minutes:Math.round(
E),next_step:e+1})}}return g};function ct(){let n=this.review_time.getTime(),t=this.current.reps,e=this.current.difficulty*
this.current.stability;return`${n}_${t}_${e}`}var R=(n=>(n.SCHEDULER="Scheduler",n.LEARNING_STEPS="LearningSteps",n.SEED="Seed",n))(R||{}),L=class{last;current;review_time;next=new Map;algorithm;strategies;elapsed_days=0;constructor(t,e,s,i){
this.algorithm=s,this.last=u.card(t),this.current=u.card(t),this.review_time=u.time(e),this.strategies=i,this.init()}checkGrade(t){
if(!Number.isFinite(t)||t<1||t>4)throw new _(`Invalid grade "${t}",expected 1-4`)}init(){let{state:t,last_review:e}=this.
current,s=0;t!==h.New&&e&&(s=at(e,this.review_time)),this.current.last_review=this.review_time,this.elapsed_days=s,this.
current.elapsed_days=s,this.current.reps+=1;let i=ct;if(this.strategies){let r=this.strategies.get(R.SEED);r&&(i=r)}this.
algorithm.seed=i.call(this)}preview(){return{[o.Again]:this.review(o.Again),[o.Hard]:this.review(o.Hard),[o.Good]:this.review(
o.Good),[o.Easy]:this.review(o.Easy),[Symbol.iterator]:this.previewIterator.bind(this)}}*previewIterator(){for(let t of it)
yield this.review(t)}review(t){let{state:e}=this.last,s;switch(this.checkGrade(t),e){case h.New:s=this.newState(t);break;case h.
Learning:case h.Relearning:s=this.learningState(t);break;case h.Review:s=this.reviewState(t);break}return s}buildLog(t){
let{last_review:e,due:s,elapsed_days:i}=this.last;return{rating:t,state:this.current.state,due:e||s,stability:this.current.
stability,difficulty:this.current.difficulty,elapsed_days:this.elapsed_days,last_elapsed_days:i,scheduled_days:this.current.
scheduled_days,learning_steps:this.current.learning_steps,review:this.review_time}}},k=class{c;s0;s1;s2;constructor(t){let e=ht();
this.c=1,this.s0=e(" "),this.s1=e(" "),this.s2=e(" "),t==null&&(t=Date.now()),this.s0-=e(t),this.s0<0&&(this.s0+=1),this.
s1-=e(t),this.s1<0&&(this.s1+=1),this.s2-=e(t),this.s2<0&&(this.s2+=1)}next(){let t=2091639*this.s0+this.c*23283064365386963e-26;
return this.s0=this.s1,this.s1=this.s2,this.c=t|0,this.s2=t-this.c,this.s2}set state(t){this.c=t.c,this.s0=t.s0,this.s1=
t.s1,this.s2=t.s2}get state(){return{c:this.c,s0:this.s0,s1:this.s1,s2:this.s2}}};function ht(){let n=4022871197;return function(e){
e=String(e);for(let s=0;s<e.length;s++){n+=e.charCodeAt(s);let i=.02519603282416938*n;n=i>>>0,i-=n,i*=n,n=i>>>0,i-=n,n+=
i*4294967296}return(n>>>0)*23283064365386963e-26}}function ut(n){let t=new k(n),e=()=>t.next();return e.int32=()=>t.next()*
4294967296|0,e.double=()=>e()+(e()*2097152|0)*11102230246251565e-32,e.state=()=>t.state,e.importState=s=>(t.state=s,e),e}
var dt="5.4.2",_t=.9,ft=36500,gt=!1,T=!0,mt=Object.freeze(["1m","10m"]),yt=Object.freeze(["10m"]),Mt=`v${dt} using FSRS-\
6.0`,x=.001;var I=100,j=.5,pt=.1542,Y=Object.freeze([.212,1.2931,2.3065,8.2956,6.4133,.8334,3.0194,.001,1.8722,.1666,.796,1.4835,.0614,
.2629,1.6483,.6014,1.8729,.5425,.0912,.0658,pt]),W=2,wt=(n,t=T)=>[[x,I],[x,I],[x,I],[x,I],[1,10],[.001,4],[.001,4],[.001,
.75],[0,4.5],[0,.8],[.001,3.5],[.001,5],[.001,.25],[.001,.9],[0,4],[0,1],[1,6],[0,n],[0,n],[t?.01:0,.8],[.1,.8]],M=(n,t,e=T)=>{
let s=wt(W,e).slice(0,n.length);if(Math.max(0,t)>1){let i=w(n[11]||0,s[11][0],s[11][1]),r=w(n[13]||0,s[13][0],s[13][1]),
a=w(n[14]||0,s[14][0],s[14][1]),l=-(Math.log(i)+Math.log(Math.pow(2,r)-1)+a*.3)/t,c=w(y(Math.sqrt(Math.max(l,0)),8),.01,
W);s[17]&&(s[17]=[s[17][0],c]),s[18]&&(s[18]=[s[18][0],c])}return s.map(([i,r],a)=>w(n[a]||0,i,r))};var O=(n,t=0,e=T)=>{if(n===void 0)return[...Y];switch(n.length){case 21:return M(Array.from(n),t,e);case 19:return console.
debug("[FSRS-6]auto fill w from 19 to 21 length"),M(Array.from(n),t,e).concat([0,j]);case 17:{let s=M(Array.from(n),t,e);
return s[4]=+(s[5]*2+s[4]).toFixed(8),s[5]=+(Math.log(s[5]*3+1)/3).toFixed(8),s[6]=+(s[6]+.5).toFixed(8),console.debug("\
[FSRS-6]auto fill w from 17 to 21 length"),s.concat([0,0,0,j])}default:return console.warn("[FSRS]Invalid parameters len\
gth, using default parameters"),[...Y]}},xt=n=>{let t=Array.isArray(n?.learning_steps)?n.learning_steps:mt,e=Array.isArray(
n?.relearning_steps)?n.relearning_steps:yt,s=n?.enable_short_term??T,i=O(n?.w,e.length,s);return{request_retention:n?.request_retention||
_t,maximum_interval:n?.maximum_interval||ft,w:i,enable_fuzz:n?.enable_fuzz??gt,enable_short_term:s,learning_steps:t,relearning_steps:e}};
function A(n,t){let e={due:n?u.time(n):new Date,stability:0,difficulty:0,elapsed_days:0,scheduled_days:0,reps:0,lapses:0,
learning_steps:0,state:h.New,last_review:void 0};return t&&typeof t=="function"?t(e):e}var Z=n=>{let t=typeof n=="number"?
-n:-n[20],e=Math.exp(Math.pow(t,-1)*Math.log(.9))-1;return{decay:t,factor:y(e,8)}};function C(n,t,e){let{decay:s,factor:i}=Z(
n);return y(Math.pow(1+i*t/e,s),8)}var U=class{param;intervalModifier;_seed;constructor(t){this.param=new Proxy(this.prepare_parameters(
t),this.params_handler_proxy()),this.intervalModifier=this.calculate_interval_modifier(this.param.request_retention),this.
forgetting_curve=C.bind(this,this.param.w)}get interval_modifier(){return this.intervalModifier}set seed(t){this._seed=t}calculate_interval_modifier(t){
if(t<=0||t>1)throw new _("Requested retention rate should be in the range (0,1]");let{decay:e,factor:s}=Z(this.param.w);
return y((Math.pow(t,1/e)-1)/s,8)}get parameters(){return this.param}set parameters(t){this.update_parameters(t)}params_handler_proxy(){
let t=this;return{set:function(e,s,i){return s==="request_retention"&&Number.isFinite(i)?t.intervalModifier=t.calculate_interval_modifier(
Number(i)):s==="w"&&(i=O(i,e.relearning_steps.length,e.enable_short_term),i=M(Array.from(i),e.relearning_steps.length,e.
enable_short_term),t.forgetting_curve=C.bind(this,i),t.intervalModifier=t.calculate_interval_modifier(Number(e.request_retention))),
Reflect.set(e,s,i),!0}}}update_parameters(t){let e=this.prepare_parameters(t);for(let s in e){let i=s;this.param[i]=e[i]}}prepare_parameters=t=>{
let e=xt(t);return e.w=M(Array.from(e.w),e.relearning_steps.length,e.enable_short_term),e};init_stability(t){return Math.
max(this.param.w[t-1],.1)}init_difficulty(t){let e=this.param.w,s=e[4]-Math.exp((t-1)*e[5])+1;return y(s,8)}apply_fuzz(t,e){
if(!this.param.enable_fuzz||t<2.5)return Math.round(t);let i=ut(this._seed)(),{min_ivl:r,max_ivl:a}=rt(t,e,this.param.maximum_interval);
return Math.floor(i*(a-r+1)+r)}next_interval(t,e){let s=Math.min(Math.max(1,Math.round(t*this.intervalModifier)),this.param.
maximum_interval);return this.apply_fuzz(s,e)}linear_damping(t,e){return y(t*(10-e)/9,8)}next_difficulty(t,e){let s=-this.
param.w[6]*(e-3),i=t+this.linear_damping(s,t);return w(this.mean_reversion(this.init_difficulty(o.Easy),i),1,10)}mean_reversion(t,e){
let s=this.param.w;return y(s[7]*t+(1-s[7])*e,8)}next_recall_stability(t,e,s,i){let r=this.param.w,a=o.Hard===i?r[15]:1,
l=o.Easy===i?r[16]:1;return y(w(e*(1+Math.exp(r[8])*(11-t)*Math.pow(e,-r[9])*(Math.exp((1-s)*r[10])-1)*a*l),x,36500),8)}next_forget_stability(t,e,s){
let i=this.param.w;return y(w(i[11]*Math.pow(t,-i[12])*(Math.pow(e+1,i[13])-1)*Math.exp((1-s)*i[14]),x,36500),8)}next_short_term_stability(t,e){
let s=this.param.w,i=Math.pow(t,-s[19])*Math.exp(s[17]*(e-3+s[18])),r=e>=o.Hard?Math.max(i,1):i;return y(w(t*r,x,36500),
8)}forgetting_curve;next_state(t,e,s,i){let{difficulty:r,stability:a}=t??{difficulty:0,stability:0};if(e<0)throw new _(`\
Invalid delta_t "${e}"`);if(s<0||s>4)throw new _(`Invalid grade "${s}"`);if(r===0&&a===0)return{difficulty:w(this.init_difficulty(
s),1,10),stability:this.init_stability(s)};if(s===0)return{difficulty:r,stability:a};if(r<1||a<x)throw new _(`Invalid me\
mory state { difficulty: ${r}, stability: ${a} }`);let l=this.param.w;i=typeof i=="number"?i:this.forgetting_curve(e,a);
let c;if(e===0&&this.param.enable_short_term)c=this.next_short_term_stability(a,s);else if(s===1){let m=this.next_forget_stability(
r,a,i),[g,v]=[0,0];this.param.enable_short_term&&(g=l[17],v=l[18]);let f=a/Math.exp(g*v);c=w(y(f,8),x,m)}else c=this.next_recall_stability(
r,a,i,s);return{difficulty:this.next_difficulty(r,s),stability:c}}},D=class extends L{learningStepsStrategy;constructor(t,e,s,i){
super(t,e,s,i);let r=lt;if(this.strategies){let a=this.strategies.get(R.LEARNING_STEPS);a&&(r=a)}this.learningStepsStrategy=
r}getLearningInfo(t,e){let s=this.algorithm.parameters;t.learning_steps=t.learning_steps||0;let i=this.learningStepsStrategy(
s,t.state,t.learning_steps),r=Math.max(0,i[e]?.scheduled_minutes??0),a=Math.max(0,i[e]?.next_step??0);return{scheduled_minutes:r,
next_steps:a}}applyLearningSteps(t,e,s){let{scheduled_minutes:i,next_steps:r}=this.getLearningInfo(this.current,e);if(i>
0&&i<1440)t.learning_steps=r,t.scheduled_days=0,t.state=s,t.due=p(this.review_time,Math.round(i),!1);else if(t.state=h.Review,
i>=1440)t.learning_steps=r,t.due=p(this.review_time,Math.round(i),!1),t.scheduled_days=Math.floor(i/1440);else{t.learning_steps=
0;let a=this.algorithm.next_interval(t.stability,this.elapsed_days);t.scheduled_days=a,t.due=p(this.review_time,a,!0)}}newState(t){
let e=this.next.get(t);if(e)return e;let s=this.next_ds(this.elapsed_days,t);this.applyLearningSteps(s,t,h.Learning);let i={
card:s,log:this.buildLog(t)};return this.next.set(t,i),i}learningState(t){let e=this.next.get(t);if(e)return e;let s=this.
next_ds(this.elapsed_days,t);this.applyLearningSteps(s,t,this.last.state);let i={card:s,log:this.buildLog(t)};return this.
next.set(t,i),i}reviewState(t){let e=this.next.get(t);if(e)return e;let s=this.elapsed_days,i=this.algorithm.forgetting_curve(
s,this.current.stability),r=this.next_ds(s,o.Again,i),a=this.next_ds(s,o.Hard,i),l=this.next_ds(s,o.Good,i),c=this.next_ds(
s,o.Easy,i);this.next_interval(a,l,c,s),this.next_state(a,l,c),this.applyLearningSteps(r,o.Again,h.Relearning),r.lapses+=
1;let d={card:r,log:this.buildLog(o.Again)},m={card:a,log:super.buildLog(o.Hard)},g={card:l,log:super.buildLog(o.Good)},
v={card:c,log:super.buildLog(o.Easy)};return this.next.set(o.Again,d),this.next.set(o.Hard,m),this.next.set(o.Good,g),this.
next.set(o.Easy,v),this.next.get(t)}next_ds(t,e,s){let i=this.algorithm.next_state({difficulty:this.current.difficulty,stability:this.
current.stability},t,e,s),r=u.card(this.current);return r.difficulty=i.difficulty,r.stability=i.stability,r}next_interval(t,e,s,i){
let r,a;r=this.algorithm.next_interval(t.stability,i),a=this.algorithm.next_interval(e.stability,i),r=Math.min(r,a),a=Math.
max(a,r+1);let l=Math.max(this.algorithm.next_interval(s.stability,i),a+1);t.scheduled_days=r,t.due=p(this.review_time,r,
!0),e.scheduled_days=a,e.due=p(this.review_time,a,!0),s.scheduled_days=l,s.due=p(this.review_time,l,!0)}next_state(t,e,s){
t.state=h.Review,t.learning_steps=0,e.state=h.Review,e.learning_steps=0,s.state=h.Review,s.learning_steps=0}},$=class extends L{newState(t){
let e=this.next.get(t);if(e)return e;this.current.scheduled_days=0,this.current.elapsed_days=0;let s=0,i=this.next_ds(s,
o.Again),r=this.next_ds(s,o.Hard),a=this.next_ds(s,o.Good),l=this.next_ds(s,o.Easy);return this.next_interval(i,r,a,l,s),
this.next_state(i,r,a,l),this.update_next(i,r,a,l),this.next.get(t)}next_ds(t,e,s){let i=this.algorithm.next_state({difficulty:this.
current.difficulty,stability:this.current.stability},t,e,s),r=u.card(this.current);return r.difficulty=i.difficulty,r.stability=
i.stability,r}learningState(t){return this.reviewState(t)}reviewState(t){let e=this.next.get(t);if(e)return e;let s=this.
elapsed_days,i=this.algorithm.forgetting_curve(s,this.current.stability),r=this.next_ds(s,o.Again,i),a=this.next_ds(s,o.
Hard,i),l=this.next_ds(s,o.Good,i),c=this.next_ds(s,o.Easy,i);return this.next_interval(r,a,l,c,s),this.next_state(r,a,l,
c),r.lapses+=1,this.update_next(r,a,l,c),this.next.get(t)}next_interval(t,e,s,i,r){let a,l,c,d;a=this.algorithm.next_interval(
t.stability,r),l=this.algorithm.next_interval(e.stability,r),c=this.algorithm.next_interval(s.stability,r),d=this.algorithm.
next_interval(i.stability,r),a=Math.min(a,l),l=Math.max(l,a+1),c=Math.max(c,l+1),d=Math.max(d,c+1),t.scheduled_days=a,t.
due=p(this.review_time,a,!0),e.scheduled_days=l,e.due=p(this.review_time,l,!0),s.scheduled_days=c,s.due=p(this.review_time,
c,!0),i.scheduled_days=d,i.due=p(this.review_time,d,!0)}next_state(t,e,s,i){t.state=h.Review,t.learning_steps=0,e.state=
h.Review,e.learning_steps=0,s.state=h.Review,s.learning_steps=0,i.state=h.Review,i.learning_steps=0}update_next(t,e,s,i){
let r={card:t,log:this.buildLog(o.Again)},a={card:e,log:super.buildLog(o.Hard)},l={card:s,log:super.buildLog(o.Good)},c={
card:i,log:super.buildLog(o.Easy)};this.next.set(o.Again,r),this.next.set(o.Hard,a),this.next.set(o.Good,l),this.next.set(
o.Easy,c)}},q=class{fsrs;constructor(t){this.fsrs=t}replay(t,e,s){return this.fsrs.next(t,e,s)}handleManualRating(t,e,s,i,r,a,l){
if(typeof e>"u")throw new _("reschedule: state is required for manual rating");let c,d;if(e===h.New)c={rating:o.Manual,state:e,
due:l??s,stability:t.stability,difficulty:t.difficulty,elapsed_days:i,last_elapsed_days:t.elapsed_days,scheduled_days:t.
scheduled_days,learning_steps:t.learning_steps,review:s},d=A(s),d.last_review=s;else{if(typeof l>"u")throw new _("resche\
dule: due is required for manual rating");let m=b(l,s,"days");c={rating:o.Manual,state:t.state,due:t.last_review||t.due,
stability:t.stability,difficulty:t.difficulty,elapsed_days:i,last_elapsed_days:t.elapsed_days,scheduled_days:t.scheduled_days,
learning_steps:t.learning_steps,review:s},d={...t,state:e,due:l,last_review:s,stability:r||t.stability,difficulty:a||t.difficulty,
elapsed_days:i,scheduled_days:m,reps:t.reps+1}}return{card:d,log:c}}reschedule(t,e){let s=[],i=A(t.due);for(let r of e){
let a;if(r.review=u.time(r.review),r.rating===o.Manual){let l=0;i.state!==h.New&&i.last_review&&(l=b(r.review,i.last_review,
"days")),a=this.handleManualRating(i,r.state,r.review,l,r.stability,r.difficulty,r.due?u.time(r.due):void 0)}else a=this.
replay(i,r.review,r.rating);s.push(a),i=a.card}return s}calculateManualRecord(t,e,s,i){if(!s)return null;let{card:r,log:a}=s,
l=u.card(t);return l.due.getTime()===r.due.getTime()?null:(l.scheduled_days=b(r.due,l.due,"days"),this.handleManualRating(
l,r.state,u.time(e),a.elapsed_days,i?r.stability:void 0,i?r.difficulty:void 0,r.due))}};function N(n,t){return typeof t==
"function"?t(n):n}var P=class extends U{strategyHandler=new Map;Scheduler;constructor(t){super(t);let{enable_short_term:e}=this.
parameters;this.Scheduler=e?D:$}params_handler_proxy(){let t=this;return{set:function(e,s,i){return s==="request_retenti\
on"&&Number.isFinite(i)?t.intervalModifier=t.calculate_interval_modifier(Number(i)):s==="enable_short_term"?t.Scheduler=
i===!0?D:$:s==="w"&&(i=O(i,e.relearning_steps.length,e.enable_short_term),i=M(Array.from(i),e.relearning_steps.length,e.
enable_short_term),t.forgetting_curve=C.bind(this,i),t.intervalModifier=t.calculate_interval_modifier(Number(e.request_retention))),
Reflect.set(e,s,i),!0}}}useStrategy(t,e){return this.strategyHandler.set(t,e),this}clearStrategy(t){return t?this.strategyHandler.
delete(t):this.strategyHandler.clear(),this}getScheduler(t,e){let i=this.strategyHandler.get(R.SCHEDULER)||this.Scheduler;
return new i(t,e,this,this.strategyHandler)}repeat(t,e,s){let r=this.getScheduler(t,e).preview();return N(r,s)}next(t,e,s,i){
let r=this.getScheduler(t,e),a=u.rating(s);if(a===o.Manual)throw new _("Cannot review a manual rating");let l=r.review(a);
return N(l,i)}get_retrievability(t,e,s=!0){let i=u.card(t);e=e?u.time(e):new Date;let r=i.state!==h.New?Math.max(b(e,i.last_review,
"days"),0):0,a=i.state!==h.New?this.forgetting_curve(r,+i.stability.toFixed(8)):0;return s?`${(a*100).toFixed(2)}%`:a}rollback(t,e,s){
let i=u.card(t),r=u.review_log(e);if(r.rating===o.Manual)throw new _("Cannot rollback a manual rating");let a,l,c;switch(r.
state){case h.New:a=r.due,l=void 0,c=0;break;case h.Learning:case h.Relearning:case h.Review:a=r.review,l=r.due,c=i.lapses-
(r.rating===o.Again&&r.state===h.Review?1:0);break}let d={...i,due:a,stability:r.stability,difficulty:r.difficulty,elapsed_days:r.
last_elapsed_days,scheduled_days:r.scheduled_days,reps:Math.max(0,i.reps-1),lapses:Math.max(0,c),learning_steps:r.learning_steps,
state:r.state,last_review:l};return N(d,s)}forget(t,e,s=!1,i){let r=u.card(t);e=u.time(e);let a=r.state===h.New?0:b(e,r.
due,"days"),l={rating:o.Manual,state:r.state,due:r.due,stability:r.stability,difficulty:r.difficulty,elapsed_days:0,last_elapsed_days:r.
elapsed_days,scheduled_days:a,learning_steps:r.learning_steps,review:e},d={card:{...r,due:e,stability:0,difficulty:0,elapsed_days:0,
scheduled_days:0,reps:s?0:r.reps,lapses:s?0:r.lapses,learning_steps:0,state:h.New,last_review:r.last_review},log:l};return N(
d,i)}reschedule(t,e=[],s={}){let{recordLogHandler:i,reviewsOrderBy:r,skipManual:a=!0,now:l=new Date,update_memory_state:c=!1}=s;
r&&typeof r=="function"&&e.sort(r),a&&(e=e.filter(E=>E.rating!==o.Manual));let d=new q(this),m=d.reschedule(s.first_card||
A(),e),g=m.length,v=u.card(t),f=d.calculateManualRecord(v,l,g?m[g-1]:void 0,c);return{collections:typeof i=="function"?m.
map(i):m,reschedule_item:f?N(f,i):null}}},X=n=>new P(n||{});return tt(vt);})();
export const createEmptyCard = library.createEmptyCard;
export const fsrs = library.fsrs;
