//! From the transitions' arcs to a tree: lifted arcs put back, sentence starts found.

/// A label that says where an arc was lifted from: `X||Y`, an arc `X` whose head hangs below under the label `Y`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Lifted {
    pub(crate) label: u16,
    pub(crate) below: u16,
}

/// No token.
const NONE: u32 = u32::MAX;

/// Children of each head, from left to right; heads may change.
#[derive(Debug, Default)]
pub(crate) struct Children {
    first: Vec<u32>,
    next: Vec<u32>,
}

impl Children {
    fn fill(&mut self, heads: &[u32]) {
        for list in [&mut self.first, &mut self.next] {
            list.clear();
            list.resize(heads.len(), NONE);
        }
        for token in (0..heads.len()).rev() {
            let head = heads[token] as usize;
            if head != token {
                self.next[token] = self.first[head];
                self.first[head] = token as u32;
            }
        }
    }

    fn of(&self, head: u32) -> impl Iterator<Item = u32> + '_ {
        let some = |token: u32| (token != NONE).then_some(token);
        std::iter::successors(some(self.first[head as usize]), move |&token| some(self.next[token as usize]))
    }

    fn remove(&mut self, child: u32, head: u32) {
        let mut at = self.first[head as usize];
        if at == child {
            self.first[head as usize] = self.next[child as usize];
            return;
        }
        while at != NONE {
            let next = self.next[at as usize];
            if next == child {
                self.next[at as usize] = self.next[child as usize];
                return;
            }
            at = next;
        }
    }

    fn insert(&mut self, child: u32, head: u32) {
        let before = self.of(head).take_while(|&other| other < child).last();
        match before {
            None => {
                self.next[child as usize] = self.first[head as usize];
                self.first[head as usize] = child;
            }
            Some(before) => {
                self.next[child as usize] = self.next[before as usize];
                self.next[before as usize] = child;
            }
        }
    }
}

/// Tokens looked at below one head before its arc is left where it is.
const MOST_BELOW: usize = 10_000;

/// Puts lifted arcs back where their labels say (Nivre and Nilsson, "Pseudo-Projective Dependency Parsing", ACL 2005;
/// the scheme HEAD): breadth first below the head, from left to right.
pub(crate) fn put_back_lifted(
    heads: &mut [u32],
    labels: &mut [u16],
    lifted: &[Option<Lifted>],
    is_space: impl Fn(usize) -> bool,
    children: &mut Children,
) {
    if labels.iter().all(|&label| lifted[label as usize].is_none()) {
        return;
    }
    children.fill(heads);
    let mut queue = Vec::new();
    for token in 0..heads.len() {
        let Some(Lifted { label, below }) = lifted[labels[token] as usize] else { continue };
        let child = token as u32;
        let head = heads[token];
        queue.clear();
        queue.push(head);
        let mut at = 0;
        let found = loop {
            let Some(&above) = queue.get(at).filter(|_| at < MOST_BELOW) else { break None };
            at += 1;
            let mut candidates = children.of(above).filter(|&other| other != child && !is_space(other as usize));
            let hit = candidates.find(|&other| {
                let fits = labels[other as usize] == below;
                if !fits {
                    queue.push(other);
                }
                fits
            });
            if hit.is_some() {
                break hit;
            }
        };
        labels[token] = label;
        if let Some(new_head) = found
            && new_head != head
        {
            if head != child {
                children.remove(child, head);
            }
            children.insert(child, new_head);
            heads[token] = new_head;
        }
    }
}

/// Marks the first token below each root, as spaCy's `set_children_from_heads` does.
pub(crate) fn sentence_starts(heads: &[u32], left_edge: &mut Vec<u32>, starts: &mut Vec<bool>) {
    let n = heads.len();
    left_edge.clear();
    left_edge.extend(0..n as u32);
    starts.clear();
    starts.resize(n, false);
    // One sweep each way settles projective trees; arcs that cross may need more. spaCy gives up after twelve.
    for _ in 0..12 {
        for token in (0..n).chain((0..n).rev()) {
            let head = heads[token] as usize;
            left_edge[head] = left_edge[head].min(left_edge[token]);
        }
        starts.fill(false);
        for token in (0..n).filter(|&token| heads[token] as usize == token) {
            starts[left_edge[token] as usize] = true;
        }
        if heads_stay_in_their_sentence(heads, starts) {
            break;
        }
    }
}

/// spaCy's check: like it, the last token of the text is not looked at.
fn heads_stay_in_their_sentence(heads: &[u32], starts: &[bool]) -> bool {
    let n = heads.len();
    let mut first = 0;
    for end in 0..n {
        if !(end > 0 && starts[end] || end + 1 == n) {
            continue;
        }
        let inside = first as u32..=end as u32;
        if !heads[first..end].iter().all(|head| inside.contains(head)) {
            return false;
        }
        first = end;
    }
    true
}
