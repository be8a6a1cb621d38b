/**
 * Names of Koreans in Hangul.
 *
 * In: matched text. Out: whether it begins with a family name and goes on with one to three syllables, and is none of the
 * words that begin so and stand where a name should.
 * Promise: a word in a name's place is mostly refused; ask for a key or a word before it.
 *
 * Source: Statistics Korea, Population and Housing Census 2015, family names by number of bearers (the rarest are left out).
 */

const ONE_SYLLABLE = new Set(
  '김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민류나진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용예경봉사부가복태목형피두감음빈동온호범좌팽승간견당화창단'
)
const TWO_SYLLABLES = ['남궁', '황보', '제갈', '사공', '선우', '서문', '독고', '동방']

/** What forms and messages put in a name's place. */
const WORDS = new Set(
  (
    '미정 없음 기타 전체 정보 주소 전화 이름 성명 성별 고객 고객님 사용자 이용자 회원 정회원 준회원 신규 신규회원 유저 관리자 담당자 ' +
    '서버 서비스 이메일 문자 문자열 한글 영문 정상 오류 실패 성공 필수 선택 공백 변경 변경됨 수정 등록 조회 확인 확인됨 하나 우리 나라 ' +
    '정상처리 이상 이상없음 정수 주문 주문자 상품 상품명 제품 제목 파일 파일명 기본 기본값 임시 임시값 테스트 표시 안내 인증 인증됨 ' +
    '비공개 공개 공란 동의 동의함 복사 사업자 법인 대표 대표자 직원 사원 원본 예시 예제 도메인 지역 구분 구매자 수신자 발신자 송금인 ' +
    '이항목 이값 이값은 이값이 이필드 이름은 이름이 전부분 안내됨 ' +
    '가능 불가 금지 오타 초과 길이 길이초과 형식 형식오류 중복 중복됨 누락 누락됨 마스킹 미입력 미등록 미확인'
  ).split(' ')
)

/** Whether the text can be somebody's name. */
export function isKoreaName(written: string): boolean {
  const text = written.replace(/[ ·.-]/, '')
  if (!/^[가-힣]{2,4}$/.test(text) || WORDS.has(text)) return false
  if (TWO_SYLLABLES.some((name) => text.startsWith(name))) return text.length >= 3
  return text.length <= 3 && ONE_SYLLABLE.has(text.charAt(0))
}
