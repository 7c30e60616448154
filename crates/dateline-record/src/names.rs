//! Enums whose cases have names in the record.

/// Declares an enum with the name of each case, both ways.
macro_rules! names {
    ($(#[$about:meta])* pub enum $Type:ident { $($(#[$doc:meta])* $Case:ident = $name:literal,)* }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $Type { $($(#[$doc])* $Case,)* }

        impl $Type {
            /// All of them, in order.
            pub const ALL: &[Self] = &[$(Self::$Case),*];

            /// As the record names it.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$Case => $name,)* }
            }

            /// The one of this name.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.as_str() == name)
            }
        }
    };
}
