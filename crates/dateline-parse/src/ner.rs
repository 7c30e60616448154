//! Tokens into names: spaCy's BILUO transition system, one move a token.

use crate::kernel::{Arithmetic, Lanes, floats};
use crate::model::{ModelError, Move};
use crate::step::{Features, NONE, Step, best, mask};

/// The token, the start of the open entity, the token before if an entity is open.
pub(crate) const N_FEATURES: usize = 3;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Action {
    Begin,
    In,
    Last,
    Unit,
    Out,
}

/// The moves of an entity recognizer.
#[derive(Debug)]
pub(crate) struct Ner {
    step: Step,
    moves: Vec<(Action, u8)>,
    /// With no entity open: what white space allows, what a token before a sentence start allows, and any other.
    only_out: Vec<Lanes>,
    no_begin: Vec<Lanes>,
    all: Vec<Lanes>,
    /// For each label, the indices of the moves that go on with an entity and end it.
    go_on: Vec<(Option<usize>, usize)>,
}

/// What the recognizer keeps of a text.
#[derive(Debug, Default)]
pub(crate) struct NerState {
    scores: Vec<Lanes>,
    pub(crate) entities: Vec<Named>,
}

/// A named entity: tokens `start..end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Named {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) label: u8,
}

impl Ner {
    /// `label` gives the index of a label, from 0 without gaps.
    pub(crate) fn new(step: Step, moves: &[Move], mut label: impl FnMut(&str) -> u8) -> Result<Self, ModelError> {
        let action = |m: &Move| match m.action {
            1 => Ok(Action::Begin),
            2 => Ok(Action::In),
            3 => Ok(Action::Last),
            4 => Ok(Action::Unit),
            5 => Ok(Action::Out),
            other => {
                Err(ModelError::Inconsistent(format!("the entity recognizer has a move of the unknown action {other}")))
            }
        };
        let has_label: Vec<bool> = moves.iter().map(|m| !m.label.is_empty()).collect();
        let moves = moves.iter().map(|m| Ok((action(m)?, label(&m.label)))).collect::<Result<Vec<_>, ModelError>>()?;
        let out = |i: usize| moves[i].0 == Action::Out;
        let unit = |i: usize| moves[i].0 == Action::Unit && has_label[i];
        let begin = |i: usize| moves[i].0 == Action::Begin && has_label[i];
        let n_labels = moves.iter().map(|m| usize::from(m.1) + 1).max().unwrap_or(0);
        let find = |action: Action, label: usize| moves.iter().position(|m| m.0 == action && usize::from(m.1) == label);
        let mut go_on = Vec::new();
        for label in 0..n_labels {
            let begins = find(Action::Begin, label).is_some();
            match (find(Action::In, label), find(Action::Last, label)) {
                (go_on_with, Some(last)) => go_on.push((go_on_with, last)),
                (_, None) if !begins => go_on.push((None, 0)),
                _ => return Err(ModelError::Inconsistent("an entity can begin that cannot end".to_owned())),
            }
        }
        if !(0..moves.len()).any(out) {
            return Err(ModelError::Inconsistent("the entity recognizer cannot leave a token out".to_owned()));
        }
        Ok(Self {
            only_out: mask(&step, out),
            no_begin: mask(&step, |i| out(i) || unit(i)),
            all: mask(&step, |i| out(i) || unit(i) || begin(i)),
            step,
            moves,
            go_on,
        })
    }

    pub(crate) fn step(&self) -> &Step {
        &self.step
    }

    /// Reads the entities of a text into `state`; `is_space` and `starts_sentence` by token.
    pub(crate) fn read(
        &self,
        features: &mut Features,
        arithmetic: Arithmetic,
        is_space: impl Fn(usize) -> bool,
        starts_sentence: impl Fn(usize) -> bool,
        state: &mut NerState,
    ) {
        let NerState { scores, entities } = state;
        let n = features.n_tokens();
        entities.clear();
        scores.clear();
        scores.resize(self.step.n_score_lanes(), Lanes::default());
        let mut open: Option<(u32, u8)> = None;
        for token in 0..n {
            let at = token as u32;
            let may_go_on = token + 1 < n && !starts_sentence(token + 1);
            let tokens = match open {
                Some((start, _)) => [at, start, at - 1],
                None => [at, NONE, NONE],
            };
            features.scores(&self.step, tokens, arithmetic, scores);
            if let Some((start, label)) = open {
                let (go_on, last) = self.go_on[usize::from(label)];
                let score = |i: usize| floats(scores)[i];
                let goes_on = may_go_on
                    && go_on
                        .is_some_and(|go_on| score(go_on) > score(last) || score(go_on) == score(last) && go_on < last);
                if !goes_on {
                    entities.push(Named { start, end: at + 1, label });
                    open = None;
                }
                continue;
            }
            let mask = match () {
                () if is_space(token) => &self.only_out,
                () if !may_go_on => &self.no_begin,
                () => &self.all,
            };
            let Some(chosen) = best(scores, mask) else { continue };
            match self.moves[chosen] {
                (Action::Begin, label) => open = Some((at, label)),
                (Action::Unit, label) => entities.push(Named { start: at, end: at + 1, label }),
                _ => {}
            }
        }
    }
}
